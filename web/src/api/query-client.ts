import { QueryClient } from "@tanstack/react-query";
import { mayPass } from "./api-problem.ts";

/** Reads are repeated twice where no answer came or StackOne was away; an answer that says no is final. */
function shouldRetry(failures: number, error: unknown): boolean {
  return failures < 2 && mayPass(error);
}

/**
 * The browser's word that it is offline holds nothing back: what cannot be asked fails at once and is said. By default a press
 * would wait for the network and then do its work behind the back of somebody who is elsewhere by then.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        retry: shouldRetry,
        staleTime: 5_000,
        refetchOnReconnect: true,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
