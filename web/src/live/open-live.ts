import { backOff } from "@connect-console/shared/back-off";
import { statusOf } from "../api/request.ts";
import { serverNow } from "../api/server-time.ts";
import { nextLive, type Live, type LiveState } from "./live-state.ts";
import { openStream, type Stream, type StreamListener } from "./stream.ts";

interface Listener extends StreamListener {
  onLive(live: Live): void;
}

/** ms */
const retries = { first: 2_000, longest: 30_000 };
const hiddenForMs = 30_000;

/**
 * One stream of changes: first the watched row as it is, then each change. Closes 30 s after the tab is hidden and opens again
 * when it is seen; tries again at once where the network went or came. `before` is how the stream was that this one follows.
 * Returns the function that ends it.
 */
export function openLive(watch: string | null, before: Live, listener: Listener): () => void {
  let stream: Stream | null = null;
  let timer: number | undefined;
  let live = before;
  const ending = new AbortController();

  function become(state: LiveState): void {
    const next = nextLive(live, state, serverNow());
    if (next === live) return;
    live = next;
    listener.onLive(live);
    // one cut connection needs no reason
    if (state === "down" && live.failures > 1) void askWhy();
  }

  async function askWhy(): Promise<void> {
    const crowded = await isCrowded();
    if (live.state !== "down" || ending.signal.aborted || live.crowded === crowded) return;
    live = { ...live, crowded };
    listener.onLive(live);
  }

  function open(): void {
    close();
    become("connecting");
    const onOpen = () => become("live");
    stream = openStream(watch, { ...listener, onOpen, onFailed: retryLater });
  }

  function retryLater(): void {
    if (document.visibilityState === "hidden") return pause();
    close();
    const retryMs = backOff(live.failures + 1, retries);
    become("down");
    timer = window.setTimeout(open, retryMs);
  }

  function close(): void {
    window.clearTimeout(timer);
    stream?.close();
    stream = null;
  }

  function pause(): void {
    close();
    become("paused");
  }

  function followVisibility(): void {
    window.clearTimeout(timer);
    if (document.visibilityState === "hidden") timer = window.setTimeout(pause, hiddenForMs);
    else if (stream === null || stream.isClosed()) open();
  }

  function followNetwork(): void {
    if (live.state !== "paused") open();
  }

  const { signal } = ending;
  document.addEventListener("visibilitychange", followVisibility, { signal });
  window.addEventListener("online", followNetwork, { signal });
  window.addEventListener("offline", followNetwork, { signal });
  open();
  return () => {
    ending.abort();
    close();
  };
}

/** An EventSource does not say why it failed; too many tabs are a reason of their own. */
async function isCrowded(): Promise<boolean> {
  return (await statusOf("/api/live").catch(() => null)) === 429;
}
