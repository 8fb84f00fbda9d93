import {
  ConnectSession,
  ConnectSessionPage,
  CreatedConnectSession,
  type AcceptDifference,
  type ConfirmConnectSession,
  type ConnectSessionInput,
  type ConnectSessionTab,
  type CreateConnectSession,
  type ReissueConnectSession,
  type SnoozeConnectSession,
} from "@connect-console/shared/connect-session";
import { Outcome } from "@connect-console/shared/outcome";
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { mayPass } from "./api-problem.ts";
import { keepAuthLink } from "./auth-link.ts";
import {
  applyConnectSession,
  connectSessionCountsKey,
  connectSessionKey,
  connectSessionListsKey,
  refreshConnectSessions,
} from "./connect-session-cache.ts";
import { queryString, request } from "./request.ts";

const path = (id: string, verb = "") => `/api/connect-sessions/${encodeURIComponent(id)}${verb}`;

/** What the link would do; the last answer stays while the next one loads. */
export const previewQuery = (input: ConnectSessionInput) =>
  queryOptions({
    queryKey: ["preview", input],
    queryFn: ({ signal }) =>
      request(Outcome, "/api/connect-sessions/preview", { body: input, signal }),
    placeholderData: keepPreviousData,
    // the server has repeated its own reads by then, and somebody waits for the sentence
    retry: (failures, error) => failures < 1 && mayPass(error),
    staleTime: 15_000,
    gcTime: 60_000,
  });

/** What the link that replaces this one would do; `expiresIn` in seconds. */
export const previewReissueQuery = (id: string, expiresIn: number) =>
  queryOptions({
    queryKey: ["preview", "reissue", id, expiresIn],
    queryFn: ({ signal }) =>
      request(Outcome, path(id, "/reissue/preview"), { body: { expiresIn }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    gcTime: 60_000,
  });

export function keepPreview(
  queryClient: QueryClient,
  input: ConnectSessionInput,
  outcome: Outcome,
): void {
  queryClient.setQueryData(previewQuery(input).queryKey, outcome);
}

export const connectSessionQuery = (id: string) =>
  queryOptions({
    queryKey: connectSessionKey(id),
    queryFn: ({ signal }) => request(ConnectSession, path(id), { signal }),
    // A list's row lies in the cache without timeline; the page then asks for the whole.
    staleTime: ({ state }) => (state.data?.timeline ? 5_000 : 0),
  });

/** What can be chosen on the page *Auth links*. */
export interface ConnectSessionFilter {
  tab: ConnectSessionTab;
  q?: string | undefined;
  ownerId?: string[] | undefined;
  provider?: string[] | undefined;
  progress?: string[] | undefined;
  type?: string[] | undefined;
  createdBy?: string[] | undefined;
  holder?: string[] | undefined;
}

export const connectSessionsQuery = (filter: ConnectSessionFilter) =>
  infiniteQueryOptions({
    queryKey: [...connectSessionListsKey, filter],
    queryFn: ({ pageParam, signal }) =>
      request(
        ConnectSessionPage,
        `/api/connect-sessions${queryString({ ...filter, cursor: pageParam ?? undefined })}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

/** How many rows stand under each tab, for the list and the rail. */
export const connectSessionCountsQuery = (filter: Omit<ConnectSessionFilter, "tab"> = {}) =>
  queryOptions({
    queryKey: [...connectSessionCountsKey, filter],
    queryFn: async ({ signal }) =>
      (
        await request(
          ConnectSessionPage,
          `/api/connect-sessions${queryString({ ...filter, limit: 1 })}`,
          { signal },
        )
      ).tabs,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** A press of a button that makes a link: the key is kept only while no answer came, so that a repeat makes no second one. */
interface Press<T> {
  input: T;
  idempotencyKey: string;
}

function useMaking<T>(pathOf: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ input, idempotencyKey }: Press<T>) =>
      request(CreatedConnectSession, pathOf, { body: input, idempotencyKey }),
    onSuccess: ({ connectSession, authLink }) => {
      applyConnectSession(queryClient, connectSession);
      if (authLink !== null) keepAuthLink(queryClient, connectSession.id, authLink);
      refreshConnectSessions(queryClient);
      void queryClient.invalidateQueries({ queryKey: ["preview"] });
    },
  });
}

export const useCreateConnectSession = () =>
  useMaking<CreateConnectSession>("/api/connect-sessions");
export const useReissueConnectSession = (id: string) =>
  useMaking<ReissueConnectSession>(path(id, "/reissue"));

function useChange<T>(
  id: string,
  verb: string,
  afterwards: (queryClient: QueryClient) => void = () => {},
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: T) => request(ConnectSession, path(id, verb), { body }),
    onSuccess: (row) => {
      applyConnectSession(queryClient, row);
      if (!row.timeline) void queryClient.invalidateQueries({ queryKey: connectSessionKey(id) });
      afterwards(queryClient);
    },
  });
}

/** Asks StackOne now. */
export const useCheckConnectSession = (id: string) =>
  useChange<Record<string, never>>(id, "/check");
export const useConfirmConnectSession = (id: string) =>
  useChange<ConfirmConnectSession>(id, "/confirm");
export const useAcceptDifference = (id: string) => useChange<AcceptDifference>(id, "/accept");
/** What takes a row to another tab: lists and counts are read anew, also where its button is gone by then. */
const useMove = <T>(id: string, verb: string) => useChange<T>(id, verb, refreshConnectSessions);

/** *Done for now*; `until` is a time, null: until something changes. */
export const useSnoozeConnectSession = (id: string) => useMove<SnoozeConnectSession>(id, "/snooze");
export const useDismissConnectSession = (id: string) =>
  useMove<Record<string, never>>(id, "/dismiss");
export const useUnsnoozeConnectSession = (id: string) =>
  useMove<Record<string, never>>(id, "/unsnooze");
export const useVoidConnectSession = (id: string) => useChange<{ reason?: string }>(id, "/void");
