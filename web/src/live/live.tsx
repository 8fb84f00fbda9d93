import { useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from "react";
import { applyConnectSession, refreshConnectSessions } from "../api/connect-session-cache.ts";
import type { Live, LiveState } from "./live-state.ts";
import { openLive } from "./open-live.ts";
import { useMe } from "../api/me.ts";
import { notificationCountQuery } from "../api/notification-count.ts";

const connecting: Live = { state: "connecting", since: 0, failures: 0, crowded: false };
const LiveContext = createContext(connecting);

/** Holds the tab's one stream; `watch` is the auth link whose page is open. */
export function LiveProvider({ watch, children }: { watch: string | null; children: ReactNode }) {
  const [live, setLive] = useState(connecting);
  // another page watches another link, over the same connection
  const last = useRef(connecting);
  const queryClient = useQueryClient();
  // with local sign-in another person may take over the page
  const staffId = useMe().staff.id;

  useEffect(() => {
    let missed = last.current.state === "down";
    return openLive(watch, last.current, {
      onRow: (row) => applyConnectSession(queryClient, row),
      onCount: (count) => queryClient.setQueryData(notificationCountQuery.queryKey, count),
      onLive: (next) => {
        last.current = next;
        setLive(next);
        // the snapshot brings the watched row only; lists may have missed changes meanwhile
        if (next.state === "live" && missed) refreshConnectSessions(queryClient);
        if (next.state === "live")
          void queryClient.invalidateQueries({ queryKey: notificationCountQuery.queryKey });
        missed = next.state !== "live" && (missed || next.state !== "connecting");
      },
    });
  }, [watch, staffId, queryClient]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** How the stream is, since when, and how often in a row it failed. */
export function useLive(): Live {
  return useContext(LiveContext);
}

export function useLiveState(): LiveState {
  return useLive().state;
}

/** How often a query must ask by itself: only while the stream is down. */
export function usePolling(): { refetchInterval: number | false } {
  return { refetchInterval: useLiveState() === "down" ? 3_000 : false };
}
