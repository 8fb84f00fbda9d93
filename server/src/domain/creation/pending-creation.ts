import type { Store } from "../ports/store.ts";

/** Writes down how a creation ended that could not be written down when it ended. */
export type LateEnd = () => Promise<void>;

/** Kept as long as its store; by id of the row. */
const pendingOf = new WeakMap<Store, Map<string, LateEnd | null>>();

/**
 * The rows in `creating` that this process knows about: `null` while a press works on them, else how their end is written late.
 * A row in `creating` that is not in it has nobody any more.
 */
export function pendingCreations(store: Store): Map<string, LateEnd | null> {
  const pending = pendingOf.get(store) ?? new Map<string, LateEnd | null>();
  pendingOf.set(store, pending);
  return pending;
}
