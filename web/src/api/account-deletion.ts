import { DeletedAccount, DeletionPreview } from "@connect-console/shared/account-deletion";
import { AccountDetail } from "@connect-console/shared/connect-session";
import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { accountPagesKey } from "./connect-session-cache.ts";
import { request } from "./request.ts";

const path = (id: string) => `/api/accounts/${encodeURIComponent(id)}`;

/** What deleting these accounts would do, as StackOne says now; never from an earlier answer. */
export const deletionPreviewQuery = (ids: string[]) =>
  queryOptions({
    queryKey: ["deletion-preview", ids],
    queryFn: ({ signal }) =>
      request(DeletionPreview, "/api/accounts/deletion-preview", { body: { ids }, signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** Deletes one account among many, which waits behind what people press. Throws `ApiProblem`; its `deletion` tells what became of one that was sent. */
export function deleteAmongMany(id: string): Promise<DeletedAccount> {
  return request(DeletedAccount, `${path(id)}/delete`, { body: { amongMany: true } });
}

/** Whether it is there, asked of StackOne where that is not known. */
export function checkAgain(id: string): Promise<AccountDetail> {
  return request(AccountDetail, path(id));
}

/** Reads whatever shows accounts anew. */
export function refreshAccounts(queryClient: QueryClient): Promise<unknown> {
  const keys = [accountPagesKey, ["accounts"], ["owners"], ["owner"]];
  return Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** Deletes one account. */
export function useDeleteAccount(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request(DeletedAccount, `${path(id)}/delete`, { body: {} }),
    onSettled: () => refreshAccounts(queryClient),
  });
}
