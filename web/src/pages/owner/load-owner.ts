import type { QueryClient } from "@tanstack/react-query";
import { notFound } from "@tanstack/react-router";
import { ApiProblem } from "../../api/api-problem.ts";
import { ownerDetailQuery } from "../../api/owner-directory.ts";

export interface Loading {
  context: { queryClient: QueryClient };
  params: { ownerId: string };
}

/** Reads the owner; throws the router's own "not found" where there is none. */
export async function loadOwner({ context, params }: Loading): Promise<void> {
  try {
    await context.queryClient.ensureQueryData(ownerDetailQuery(params.ownerId));
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "not_found") notFound({ throw: true });
    throw error;
  }
}
