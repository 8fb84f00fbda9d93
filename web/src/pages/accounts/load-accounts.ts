import type { QueryClient } from "@tanstack/react-query";
import { accountListQuery, accountOverviewQuery } from "../../api/account-list.ts";
import { filterOf } from "./account-filter.ts";
import type { AccountSearch } from "./account-search.ts";

export interface Loading {
  context: { queryClient: QueryClient };
  deps: AccountSearch;
}

/** Reads the first rows, the counts and the age of the copy. */
export async function loadAccounts({ context: { queryClient }, deps }: Loading): Promise<void> {
  // which statuses stand under a tab depends on which there are
  const { counts } = await queryClient.ensureQueryData(accountOverviewQuery);
  await queryClient.ensureInfiniteQueryData(accountListQuery(filterOf(deps, counts)));
}
