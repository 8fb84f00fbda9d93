import { ConnectSession } from "@connect-console/shared/connect-session";
import { heartbeatSeconds } from "@connect-console/shared/live";
import { NotificationCount } from "@connect-console/shared/notification";
import * as z from "zod/mini";
import { statusOf } from "../api/request.ts";
import { serverNow } from "../api/server-time.ts";

/** `down`: the stream is broken or silent and tried again; meanwhile the pages poll. `paused`: the tab is hidden. */
export type LiveState = "connecting" | "live" | "down" | "paused";

/** How the stream is; while it is `down`: since when (epoch ms by the server's clock), and how many tries in a row failed. */
export interface Live {
  state: LiveState;
  since: number;
  failures: number;
  /** the server has no room for one more stream; it answers everything else */
  crowded: boolean;
}

interface Listener {
  onRow(row: ConnectSession): void;
  onCount(count: NotificationCount): void;
  onLive(live: Live): void;
}

const firstRetryMs = 2_000;
const longestRetryMs = 30_000;
const hiddenForMs = 30_000;
/** a stream that is silent for longer has missed a heartbeat */
const silentForMs = heartbeatSeconds * 1_000 + 5_000;
/** a stream that did not open by then is not going to */
const opensWithinMs = 8_000;
const Snapshot = z.nullable(ConnectSession);

/**
 * One stream of changes: first the watched row as it is, then each change. Closes 30 s after the tab is hidden and opens again
 * when it is seen; tries again at once where the network went or came. `before` is how the stream was that this one follows.
 * Returns the function that ends it.
 */
export function openLive(
  watch: string | null,
  before: Live,
  { onRow, onCount, onLive }: Listener,
): () => void {
  let source: EventSource | null = null;
  let timer: number | undefined;
  let watchdog: number | undefined;
  let live = before;
  let ended = false;

  function become(state: LiveState): void {
    const failed = state === "down";
    // while it is tried again it is still down
    if (state === "connecting" && live.failures > 0) return;
    live = {
      state,
      since: failed && live.failures > 0 ? live.since : serverNow(),
      failures: failed ? live.failures + 1 : 0,
      crowded: failed && live.crowded,
    };
    onLive(live);
    // one cut connection needs no reason
    if (failed && live.failures > 1) void askWhy();
  }

  /** An EventSource does not tell why it failed. */
  async function askWhy(): Promise<void> {
    const status = await statusOf("/api/live").catch(() => null);
    const crowded = status === 429;
    if (live.state !== "down" || ended || live.crowded === crowded) return;
    live = { ...live, crowded };
    onLive(live);
  }

  function open(): void {
    close();
    become("connecting");
    source = new EventSource(
      `/api/live${watch === null ? "" : `?watch=${encodeURIComponent(watch)}`}`,
    );
    expectWord(opensWithinMs);
    source.addEventListener("open", () => {
      expectWord(silentForMs);
      become("live");
    });
    source.addEventListener("snapshot", receive);
    source.addEventListener("change", receive);
    source.addEventListener("heartbeat", () => expectWord(silentForMs));
    source.addEventListener("notifications", (event: MessageEvent<string>) => {
      expectWord(silentForMs);
      const count = NotificationCount.safeParse(JSON.parse(event.data));
      if (count.success) onCount(count.data);
    });
    // the browser's own retry gives up on an answer that is not a stream; so the retry is ours
    source.addEventListener("error", retryLater);
  }

  function receive(event: MessageEvent<string>): void {
    expectWord(silentForMs);
    const row = Snapshot.safeParse(JSON.parse(event.data));
    if (row.success && row.data) onRow(row.data);
  }

  function expectWord(withinMs: number): void {
    window.clearTimeout(watchdog);
    watchdog = window.setTimeout(retryLater, withinMs);
  }

  function retryLater(): void {
    if (document.visibilityState === "hidden") return pause();
    close();
    const retryMs = Math.min(firstRetryMs * 2 ** live.failures, longestRetryMs);
    become("down");
    timer = window.setTimeout(open, retryMs);
  }

  function close(): void {
    window.clearTimeout(timer);
    window.clearTimeout(watchdog);
    source?.close();
    source = null;
  }

  function pause(): void {
    close();
    become("paused");
  }

  function followVisibility(): void {
    window.clearTimeout(timer);
    if (document.visibilityState === "hidden") timer = window.setTimeout(pause, hiddenForMs);
    else if (source === null || source.readyState === EventSource.CLOSED) open();
  }

  function followNetwork(): void {
    if (live.state !== "paused") open();
  }

  document.addEventListener("visibilitychange", followVisibility);
  window.addEventListener("online", followNetwork);
  window.addEventListener("offline", followNetwork);
  open();
  return () => {
    document.removeEventListener("visibilitychange", followVisibility);
    window.removeEventListener("online", followNetwork);
    window.removeEventListener("offline", followNetwork);
    ended = true;
    close();
  };
}
