import type { AccountFilter } from "../../api/account-list.ts";
import type { AccountSearch } from "./account-search.ts";
import { statusesOf, type AccountTab } from "./queues.ts";

/** The tab that is open; an address that names statuses only means them all. */
export function tabOf({ tab, status }: AccountSearch): AccountTab {
  return tab ?? (status ? "all" : "customer");
}

/** What the server is asked for; `counts` is by status, of all accounts. */
export function filterOf(
  search: AccountSearch,
  counts: Record<string, number> = {},
): AccountFilter {
  const { tab: _, status, ...filter } = search;
  return { ...filter, status: statusesOf(tabOf(search), status, counts) };
}

/** Whether anything narrows the list beside its tab. */
export function isFiltered(search: AccountSearch): boolean {
  return Object.values({ ...search, tab: undefined }).some((value) => value !== undefined);
}
