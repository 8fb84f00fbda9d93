import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";

type Listener = (row: ConnectSessionRow) => void;

/** Who listens, and which rows' own pages are open. One subscription is one browser tab. */
export interface Feed {
  publish(row: ConnectSessionRow): void;
  subscribe(listener: Listener, watch: string | null): () => void;
  isWatched(rowId: string): boolean;
  watchedIds(): string[];
}

export function createFeed(): Feed {
  const listeners = new Set<{ listener: Listener }>();
  const watchers = new Map<string, number>();
  const count = (rowId: string, by: 1 | -1) => {
    const left = (watchers.get(rowId) ?? 0) + by;
    if (left > 0) watchers.set(rowId, left);
    else watchers.delete(rowId);
  };
  return {
    publish(row) {
      for (const { listener } of listeners) listener(row);
    },
    subscribe(listener, watch) {
      const entry = { listener };
      listeners.add(entry);
      if (watch !== null) count(watch, 1);
      return () => {
        if (!listeners.delete(entry)) return;
        if (watch !== null) count(watch, -1);
      };
    },
    isWatched: (rowId) => watchers.has(rowId),
    watchedIds: () => [...watchers.keys()],
  };
}
