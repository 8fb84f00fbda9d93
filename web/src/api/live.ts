import { ConnectSession } from "@connect-console/shared/connect-session";
import { NotificationCount } from "@connect-console/shared/notification";
import * as z from "zod/mini";

/** `down`: the stream is broken and tried again; meanwhile the pages poll. `paused`: the tab is hidden. */
export type LiveState = "connecting" | "live" | "down" | "paused";

interface Listener {
  onRow(row: ConnectSession): void;
  onCount(count: NotificationCount): void;
  onState(state: LiveState): void;
}

const firstRetryMs = 2_000;
const longestRetryMs = 30_000;
const hiddenForMs = 30_000;
const Snapshot = z.nullable(ConnectSession);

/**
 * One stream of changes: first the watched row as it is, then each change. Closes 30 s after the tab is hidden and opens again
 * when it is seen. Returns the function that ends it.
 */
export function openLive(watch: string | null, { onRow, onCount, onState }: Listener): () => void {
  let source: EventSource | null = null;
  let timer: number | undefined;
  let retryMs = firstRetryMs;

  function open(): void {
    window.clearTimeout(timer);
    source?.close();
    onState("connecting");
    source = new EventSource(
      `/api/live${watch === null ? "" : `?watch=${encodeURIComponent(watch)}`}`,
    );
    source.addEventListener("open", () => {
      retryMs = firstRetryMs;
      onState("live");
    });
    source.addEventListener("snapshot", receive);
    source.addEventListener("change", receive);
    source.addEventListener("notifications", (event: MessageEvent<string>) => {
      const count = NotificationCount.safeParse(JSON.parse(event.data));
      if (count.success) onCount(count.data);
    });
    source.addEventListener("error", () => {
      // The browser's own retry gives up on an answer that is not a stream; so the retry is ours.
      close("down");
      timer = window.setTimeout(open, retryMs);
      retryMs = Math.min(2 * retryMs, longestRetryMs);
    });
  }

  function receive(event: MessageEvent<string>): void {
    const row = Snapshot.safeParse(JSON.parse(event.data));
    if (row.success && row.data) onRow(row.data);
  }

  function close(state: LiveState): void {
    window.clearTimeout(timer);
    source?.close();
    source = null;
    onState(state);
  }

  function followVisibility(): void {
    window.clearTimeout(timer);
    if (document.visibilityState === "hidden")
      timer = window.setTimeout(() => close("paused"), hiddenForMs);
    else if (source === null || source.readyState === EventSource.CLOSED) open();
  }

  document.addEventListener("visibilitychange", followVisibility);
  open();
  return () => {
    document.removeEventListener("visibilitychange", followVisibility);
    window.clearTimeout(timer);
    source?.close();
  };
}
