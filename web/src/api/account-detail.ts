import { FailedRequests } from "@connect-console/shared/account";
import { AccountDetail } from "@connect-console/shared/connect-session";
import { queryOptions } from "@tanstack/react-query";
import { accountPagesKey } from "./connect-session-cache.ts";
import { request } from "./request.ts";

const path = (id: string) => `/api/accounts/${encodeURIComponent(id)}`;

/** One account with its history and its auth links. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: [...accountPagesKey, "one", id],
    queryFn: ({ signal }) => request(AccountDetail, path(id), { signal }),
    refetchInterval: 30_000,
  });

/** What failed lately with this account, from StackOne's request log. */
export const failedRequestsQuery = (id: string) =>
  queryOptions({
    queryKey: ["failed-requests", id],
    queryFn: ({ signal }) => request(FailedRequests, `${path(id)}/failed-requests`, { signal }),
    staleTime: 60_000,
  });
