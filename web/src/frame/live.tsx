import { useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { applyConnectSession, refreshConnectSessions } from "../api/connect-session-cache.ts";
import { openLive, type LiveState } from "../api/live.ts";
import { useMe } from "../api/me.ts";
import { notificationCountQuery } from "../api/notification-count.ts";

const LiveContext = createContext<LiveState>("connecting");

/** Holds the tab's one stream; `watch` is the auth link whose page is open. */
export function LiveProvider({ watch, children }: { watch: string | null; children: ReactNode }) {
  const [state, setState] = useState<LiveState>("connecting");
  const queryClient = useQueryClient();
  // with local sign-in another person may take over the page
  const staffId = useMe().staff.id;

  useEffect(() => {
    let missed = false;
    return openLive(watch, {
      onRow: (row) => applyConnectSession(queryClient, row),
      onCount: (count) => queryClient.setQueryData(notificationCountQuery.queryKey, count),
      onState: (next) => {
        setState(next);
        // the snapshot brings the watched row only; lists may have missed changes meanwhile
        if (next === "live" && missed) refreshConnectSessions(queryClient);
        if (next === "live")
          void queryClient.invalidateQueries({ queryKey: notificationCountQuery.queryKey });
        missed = next !== "live" && (missed || next !== "connecting");
      },
    });
  }, [watch, staffId, queryClient]);
  return <LiveContext value={state}>{children}</LiveContext>;
}

export function useLiveState(): LiveState {
  return useContext(LiveContext);
}

/** How often a query must ask by itself: only while the stream is down. */
export function usePolling(): { refetchInterval: number | false } {
  return { refetchInterval: useLiveState() === "down" ? 3_000 : false };
}
