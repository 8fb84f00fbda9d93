/** ms; a list that is open asks again within a minute */
const listedFor = 90_000;

/** The rows that lists on open pages show, for as long as those ask for them. */
export interface ListedRows {
  /** These rows are shown now. Gives those that were not before. */
  show(rowIds: readonly string[], now: number): string[];
  has(rowId: string, now: number): boolean;
  /** how many there are, each once however many lists show it */
  count(now: number): number;
}

export function createListedRows(): ListedRows {
  const until = new Map<string, number>();
  const forget = (now: number) => {
    for (const [id, end] of until) if (end <= now) until.delete(id);
  };
  return {
    show(rowIds, now) {
      forget(now);
      const fresh = rowIds.filter((id) => !until.has(id));
      for (const id of rowIds) until.set(id, now + listedFor);
      return fresh;
    },
    has: (rowId, now) => (until.get(rowId) ?? 0) > now,
    count(now) {
      forget(now);
      return until.size;
    },
  };
}
