import type { QueryClient } from "@tanstack/react-query";
import { notFound } from "@tanstack/react-router";
import { ApiProblem } from "../../api/api-problem.ts";
import { connectSessionQuery } from "../../api/connect-session.ts";

export interface Loading {
  context: { queryClient: QueryClient };
  params: { id: string };
}

/** Reads the row; throws the router's own "not found" where there is none. */
export async function loadAuthLink({ context, params }: Loading): Promise<void> {
  try {
    await context.queryClient.ensureQueryData(connectSessionQuery(params.id));
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "not_found") notFound({ throw: true });
    throw error;
  }
}
