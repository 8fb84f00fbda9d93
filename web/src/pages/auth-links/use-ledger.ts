import { useQuery, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { connectSessionsQuery, type ConnectSessionFilter } from "../../api/connect-session.ts";
import { newestConnectSessionsQuery } from "../../api/ledger.ts";
import { usePolling } from "../../live/live.tsx";

/** The rows on the screen, which change in place and never move, and how many belong on top of them by now. */
export function useLedger(filter: ConnectSessionFilter) {
  const queryClient = useQueryClient();
  const list = useSuspenseInfiniteQuery({
    ...connectSessionsQuery(filter),
    meta: { keepsOrder: true },
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const { refetchInterval: polling } = usePolling();
  const newest = useQuery({
    ...newestConnectSessionsQuery(queryClient, filter),
    // a list that is seen asks once a minute, so that the server looks at its rows
    refetchInterval: polling === false ? 60_000 : polling,
  });
  const rows = list.data.pages.flatMap(({ items }) => items);
  const shown = new Set(rows.map(({ id }) => id));
  // what lies below the last row that was loaded is no news
  const from = list.hasNextPage ? (rows.at(-1)?.createdAt ?? "") : "";
  const fresh = (newest.data ?? []).filter((row) => !shown.has(row.id) && row.createdAt >= from);
  return { list, rows, fresh: list.isFetching ? 0 : fresh.length };
}
