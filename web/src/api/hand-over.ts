import { ConnectSession, AccountDetail } from "@connect-console/shared/connect-session";
import type { HandOver } from "@connect-console/shared/hand-over";
import { Colleagues } from "@connect-console/shared/staff";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { accountQuery } from "./account-detail.ts";
import {
  accountPagesKey,
  applyConnectSession,
  refreshConnectSessions,
} from "./connect-session-cache.ts";
import { request } from "./request.ts";

/** Everybody whom the console has seen sign in, by name. */
export const colleaguesQuery = queryOptions({
  queryKey: ["colleagues"],
  queryFn: async ({ signal }) => (await request(Colleagues, "/api/staff", { signal })).items,
  staleTime: 60_000,
});

/** Changes who looks after an auth link, or its ticket. */
export function useHandOver(id: string) {
  const queryClient = useQueryClient();
  const path = `/api/connect-sessions/${encodeURIComponent(id)}/hand-over`;
  return useMutation({
    mutationFn: (body: HandOver) => request(ConnectSession, path, { body }),
    onSuccess: (row) => {
      applyConnectSession(queryClient, row);
      refreshConnectSessions(queryClient);
    },
  });
}

function useAccountChange<T>(id: string, verb: "/hand-over" | "/notes") {
  const queryClient = useQueryClient();
  const path = `/api/accounts/${encodeURIComponent(id)}${verb}`;
  return useMutation({
    mutationFn: (body: T) => request(AccountDetail, path, { body }),
    onSuccess: (account) => {
      queryClient.setQueryData(accountQuery(id).queryKey, account);
      void queryClient.invalidateQueries({ queryKey: accountPagesKey });
    },
  });
}

/** The same for an account. */
export const useHandOverAccount = (id: string) => useAccountChange<HandOver>(id, "/hand-over");
/** Keeps a note on an account. */
export const useAddAccountNote = (id: string) => useAccountChange<{ text: string }>(id, "/notes");
