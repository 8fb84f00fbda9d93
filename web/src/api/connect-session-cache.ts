import type { ConnectSession, ConnectSessionPage } from "@connect-console/shared/connect-session";
import { stackOneStateQuery } from "./stackone-state.ts";
import type { InfiniteData, QueryClient } from "@tanstack/react-query";

/** The parts of the cache's keys; the queries in `connect-session.ts` are built from them. */
export const connectSessionKey = (id: string) => ["connect-session", id] as const;
export const connectSessionListsKey = ["connect-sessions"] as const;
export const connectSessionCountsKey = ["connect-session-counts"] as const;
/** lists, counts and pages of accounts; not the accounts that the form reads from StackOne */
export const accountPagesKey = ["account-pages"] as const;
export const authLinksKey = ["auth-link"] as const;
export const authLinkKey = (id: string) => [...authLinksKey, id] as const;

type Pages = InfiniteData<ConnectSessionPage, string | null>;

/** Puts a row that just arrived everywhere it is shown; older versions are dropped, and lists keep their order. */
export function applyConnectSession(queryClient: QueryClient, row: ConnectSession): void {
  const known = queryClient.getQueryData<ConnectSession>(connectSessionKey(row.id));
  queryClient.setQueryData<ConnectSession>(connectSessionKey(row.id), (old) => newer(old, row));
  replaceInLists(queryClient, [row]);
  const isHanded = known?.assignee?.id !== row.assignee?.id;
  const isMoved = known?.needsAttention !== row.needsAttention;
  if (known?.progress !== row.progress || isHanded || isMoved) {
    void queryClient.invalidateQueries({ queryKey: connectSessionCountsKey });
    // a webhook may have told of it
    void queryClient.invalidateQueries({ queryKey: stackOneStateQuery.queryKey });
  }
  if (known?.progress !== row.progress || known.account?.status !== row.account?.status)
    refreshAccountPages(queryClient);
  if (!row.linkHeld) queryClient.removeQueries({ queryKey: authLinkKey(row.id) });
}

/** Puts rows where lists show them already, and nowhere else: nothing moves under the pointer. */
export function replaceInLists(queryClient: QueryClient, rows: ConnectSession[]): void {
  queryClient.setQueriesData<Pages>(
    { queryKey: connectSessionListsKey },
    (pages) => pages && rows.reduce(replaced, pages),
  );
}

/** Reads lists and counts anew, after something changed that no stream told; a list on the screen that keeps its order offers what is new instead. */
export function refreshConnectSessions(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({
    queryKey: connectSessionListsKey,
    predicate: (query) => !(query.meta?.keepsOrder && query.isActive()),
  });
  void queryClient.invalidateQueries({ queryKey: connectSessionCountsKey });
}

const refreshing = new WeakSet<QueryClient>();

/** Reads the shown accounts anew, soon: many changes at once are one reading. */
function refreshAccountPages(queryClient: QueryClient): void {
  if (refreshing.has(queryClient)) return;
  refreshing.add(queryClient);
  setTimeout(() => {
    refreshing.delete(queryClient);
    void queryClient.invalidateQueries({ queryKey: accountPagesKey });
  }, 200);
}

/** The newer of two states of one row. A row without timeline must not take away the one that is there. */
function newer(old: ConnectSession | undefined, row: ConnectSession): ConnectSession {
  if (!old) return row;
  if (row.version < old.version) return old;
  return row.timeline || !old.timeline ? row : { ...row, timeline: old.timeline };
}

function replaced(pages: Pages, row: ConnectSession): Pages {
  const replace = (item: ConnectSession) => (item.id === row.id ? newer(item, row) : item);
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: page.items.map(replace) })),
  };
}
