import { setImmediate } from "node:timers/promises";

/** rows of one statement, well below what SQLite and PostgreSQL take as parameters */
const batch = 500;

export function* inBatches<Item>(items: Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += batch) yield items.slice(start, start + batch);
}

/** SQLite works on the event loop: between two batches requests are answered and streams written. */
export function letOthersWork(): Promise<void> {
  return setImmediate();
}
