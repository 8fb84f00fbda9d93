import type { QueryClient } from "@tanstack/react-query";
import { notFound } from "@tanstack/react-router";
import { accountQuery } from "../../api/account-detail.ts";
import { ApiProblem } from "../../api/api-problem.ts";

export interface Loading {
  context: { queryClient: QueryClient };
  params: { accountId: string };
}

/** Reads the account; throws the router's own "not found" where neither the console nor StackOne knows it. */
export async function loadAccount({ context, params }: Loading): Promise<void> {
  try {
    await context.queryClient.ensureQueryData(accountQuery(params.accountId));
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "not_found") notFound({ throw: true });
    throw error;
  }
}
