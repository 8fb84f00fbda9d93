import { useSyncExternalStore } from "react";
import { serverNow } from "../api/server-time.ts";

const listeners = new Set<() => void>();
let now = serverNow();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  // nobody kept it up to date meanwhile
  if (listeners.size === 0) now = serverNow();
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
  return useNowAs((at) => at);
}

/** What follows from now, drawn anew only where that changes. */
export function useNowAs<T extends string | number | boolean>(of: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => of(now));
}
