import { useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { applyConnectSession } from "../api/connect-session-cache.ts";
import { openLive, type LiveState } from "../api/live.ts";

const LiveContext = createContext<LiveState>("connecting");

/** Holds the tab's one stream; the auth link whose page is open is the watched one. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<LiveState>("connecting");
  const queryClient = useQueryClient();
  const { id: watch = null } = useParams({ strict: false });

  useEffect(
    () =>
      openLive(watch, { onState: setState, onRow: (row) => applyConnectSession(queryClient, row) }),
    [watch, queryClient],
  );
  return <LiveContext value={state}>{children}</LiveContext>;
}

export function useLiveState(): LiveState {
  return useContext(LiveContext);
}

/** How often a query must ask by itself: only while the stream is down. */
export function usePolling(): { refetchInterval: number | false } {
  return { refetchInterval: useLiveState() === "down" ? 3_000 : false };
}
