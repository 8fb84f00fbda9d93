import { AccountPage } from "@connect-console/shared/account";
import { queryOptions } from "@tanstack/react-query";
import { queryString, request } from "./request.ts";

/** All accounts of one owner, read from StackOne. */
export const accountsQuery = (ownerId: string) =>
  queryOptions({
    queryKey: ["accounts", ownerId],
    queryFn: async ({ signal }) =>
      (await request(AccountPage, `/api/accounts${queryString({ ownerId })}`, { signal })).items,
    staleTime: 30_000,
  });
