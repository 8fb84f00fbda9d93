import type { MessageSink, Notify } from "../domain/ports/message-sink.ts";

/** Joins those who write notifications with those who show them. */
export function createNotify(webhook: MessageSink | null): Notify {
  const listeners = new Set<{ listener: (staffId: string) => void }>();
  return {
    webhook,
    changed(staffIds) {
      for (const id of new Set(staffIds)) for (const { listener } of listeners) listener(id);
    },
    subscribe(listener) {
      const entry = { listener };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  };
}
