import { ConnectSession } from "@connect-console/shared/connect-session";
import { heartbeatSeconds } from "@connect-console/shared/live";
import { NotificationCount } from "@connect-console/shared/notification";
import * as z from "zod/mini";

/** a stream that is silent for longer has missed a heartbeat */
const silentForMs = heartbeatSeconds * 1_000 + 5_000;
/** a stream that did not open by then is not going to */
const opensWithinMs = 8_000;
const Snapshot = z.nullable(ConnectSession);

/** What a stream says. */
export interface StreamListener {
  onRow(row: ConnectSession): void;
  onCount(count: NotificationCount): void;
}

export interface Stream {
  isClosed(): boolean;
  close(): void;
}

/**
 * One connection to `GET /api/live`: first the watched row as it is, then each change. `onFailed` is called when it breaks or is silent for too
 * long; whoever opened it closes it then.
 */
export function openStream(
  watch: string | null,
  listener: StreamListener & { onOpen(): void; onFailed(): void },
): Stream {
  const { onRow, onCount, onOpen, onFailed } = listener;
  const source = new EventSource(
    `/api/live${watch === null ? "" : `?watch=${encodeURIComponent(watch)}`}`,
  );
  let watchdog: number | undefined;

  function expectWord(withinMs: number): void {
    window.clearTimeout(watchdog);
    watchdog = window.setTimeout(onFailed, withinMs);
  }
  function receive(event: MessageEvent<string>): void {
    expectWord(silentForMs);
    const row = Snapshot.safeParse(JSON.parse(event.data));
    if (row.success && row.data) onRow(row.data);
  }

  expectWord(opensWithinMs);
  source.addEventListener("open", () => {
    expectWord(silentForMs);
    onOpen();
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
  source.addEventListener("error", onFailed);

  return {
    isClosed: () => source.readyState === EventSource.CLOSED,
    close() {
      window.clearTimeout(watchdog);
      source.close();
    },
  };
}
