import type { Store } from "../ports/store.ts";

/** One chain of work per owner id, kept as long as its store. */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Does the work after all earlier work for the same owner; work for other owners goes on beside it. */
export async function inTurn<Result>(
  store: Store,
  ownerId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const queue = queues.get(store) ?? new Map<string, Promise<unknown>>();
  queues.set(store, queue);
  const before = queue.get(ownerId) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  queue.set(ownerId, settled);
  try {
    return await mine;
  } finally {
    if (queue.get(ownerId) === settled) queue.delete(ownerId);
  }
}
