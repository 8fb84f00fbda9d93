import { useSyncExternalStore } from "react";
import { serverNow } from "../api/server-time.ts";

const listeners = new Set<() => void>();
let now = serverNow();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    now = serverNow();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** now by the server's clock, epoch ms, once a second; one timer serves the whole page */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
