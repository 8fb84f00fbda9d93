import type { Context } from "../context.ts";

/** Does the work after all earlier work for the same owner; work for other owners goes on beside it. */
export async function inTurn<Result>(
  { memory: { pollQueues } }: Pick<Context, "memory">,
  ownerId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = pollQueues.get(ownerId) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  pollQueues.set(ownerId, settled);
  try {
    return await mine;
  } finally {
    if (pollQueues.get(ownerId) === settled) pollQueues.delete(ownerId);
  }
}
