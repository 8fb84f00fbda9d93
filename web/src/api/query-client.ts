import { QueryClient } from "@tanstack/react-query";
import { mayPass } from "./api-problem.ts";

/** Reads are repeated twice where no answer came or StackOne was away; an answer that says no is final. */
function shouldRetry(failures: number, error: unknown): boolean {
  return failures < 2 && mayPass(error);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: shouldRetry, staleTime: 5_000 },
      mutations: { retry: false },
    },
  });
}
