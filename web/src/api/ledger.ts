import {
  ConnectSession,
  ConnectSessionPage,
  LinkCreators,
  NextConnectSession,
} from "@connect-console/shared/connect-session";
import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import {
  applyConnectSession,
  connectSessionCountsKey,
  replaceInLists,
} from "./connect-session-cache.ts";
import type { ConnectSessionFilter } from "./connect-session.ts";
import { queryString, request, requestFile } from "./request.ts";
import { saveFile } from "./save-file.ts";

/** rows at the top of a list that are compared with those on the screen */
const newestRows = 50;

/** The top of a list as it is now. Rows that are on the screen change in place; the page offers the others. Read anew with the counts. */
export const newestConnectSessionsQuery = (
  queryClient: QueryClient,
  filter: ConnectSessionFilter,
) =>
  queryOptions({
    queryKey: [...connectSessionCountsKey, "newest", filter],
    queryFn: async ({ signal }) => {
      const path = `/api/connect-sessions${queryString({ ...filter, limit: newestRows })}`;
      const { items } = await request(ConnectSessionPage, path, { signal });
      replaceInLists(queryClient, items);
      return items;
    },
  });

/** The next row of this person that needs attention, after the one on the screen where there is one. Read anew with the counts. */
export const nextConnectSessionQuery = (after?: string) =>
  queryOptions({
    queryKey: [...connectSessionCountsKey, "next", after ?? null],
    queryFn: ({ signal }) =>
      request(NextConnectSession, `/api/connect-sessions/next${queryString({ after })}`, {
        signal,
      }),
  });

/** Who ever made a link. */
export const linkCreatorsQuery = queryOptions({
  queryKey: ["link-makers"],
  queryFn: async ({ signal }) =>
    (await request(LinkCreators, "/api/connect-sessions/staff", { signal })).items,
  staleTime: 60_000,
});

/** Keeps a note on a row. */
export function useAddNote(id: string) {
  const queryClient = useQueryClient();
  const path = `/api/connect-sessions/${encodeURIComponent(id)}/notes`;
  return useMutation({
    mutationFn: (body: { text: string }) => request(ConnectSession, path, { body }),
    onSuccess: (row) => applyConnectSession(queryClient, row),
  });
}

/** Asks StackOne about these rows, one after the other; stops at the first that fails. */
export function useCheckAll() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (ids: string[]) => {
      for (const id of ids) {
        const path = `/api/connect-sessions/${encodeURIComponent(id)}/check`;
        applyConnectSession(queryClient, await request(ConnectSession, path, { body: {} }));
      }
    },
  });
}

/** Reads the whole list as a file and hands it to the browser to save. */
export function useExportConnectSessions() {
  return useMutation({
    mutationFn: async (filter: ConnectSessionFilter) => {
      const path = `/api/connect-sessions/export.csv${queryString({ ...filter })}`;
      saveFile(await requestFile(path), "auth-links", "csv");
    },
  });
}
