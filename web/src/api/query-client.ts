import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./api-problem.ts";

/** Reads are repeated twice where no answer came or StackOne was away; an answer that says no is final. */
function shouldRetry(failures: number, error: unknown): boolean {
  const passing = ["unreachable", "stackone_unavailable", "stackone_rate_limited"];
  return failures < 2 && error instanceof ApiProblem && passing.includes(error.code);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: shouldRetry, staleTime: 5_000 },
      mutations: { retry: false },
    },
  });
}
