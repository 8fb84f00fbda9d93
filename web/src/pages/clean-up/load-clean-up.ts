import type { QueryClient } from "@tanstack/react-query";
import { accountListQuery } from "../../api/account-list.ts";
import type { CleanUpSearch } from "./clean-up-search.ts";
import { filterOf } from "./test-accounts.ts";

export interface Loading {
  context: { queryClient: QueryClient };
  deps: Omit<CleanUpSearch, "account">;
}

/** Reads the first test accounts to choose from. */
export async function loadCleanUp({ context: { queryClient }, deps }: Loading): Promise<void> {
  if (deps.step !== undefined) return;
  await queryClient.ensureInfiniteQueryData(accountListQuery(filterOf(deps)));
}
