import { AccountPage, type AccountQuery } from "@connect-console/shared/account";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { accountPagesKey } from "./connect-session-cache.ts";
import { queryString, request } from "./request.ts";

const aSecond = 1_000;

/** What can be chosen on the page *Accounts*. */
export type AccountFilter = Omit<AccountQuery, "cursor" | "limit">;

const read = (filter: AccountQuery, signal: AbortSignal) =>
  request(AccountPage, `/api/accounts${queryString({ ...filter })}`, { signal });

/** The accounts that fit; asked again by itself, because the live stream tells of auth links only. */
export const accountListQuery = (filter: AccountFilter) =>
  infiniteQueryOptions({
    queryKey: [...accountPagesKey, "list", filter],
    queryFn: ({ pageParam, signal }) => read({ ...filter, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // before the first pass is through there is more to see every moment
    refetchInterval: ({ state }) =>
      (state.data?.pages[0]?.copy.completeAt === null ? 5 : 30) * aSecond,
  });

/** How many accounts have which status, and how old the copy is; followed closely while StackOne is being read. */
export const accountOverviewQuery = queryOptions({
  queryKey: [...accountPagesKey, "overview"],
  queryFn: async ({ signal }) => {
    const { counts, copy } = await read({ limit: 1 }, signal);
    return { counts, copy };
  },
  refetchInterval: ({ state: { data } }) =>
    (data && (data.copy.pass || data.copy.completeAt === null) ? 5 : 30) * aSecond,
});
