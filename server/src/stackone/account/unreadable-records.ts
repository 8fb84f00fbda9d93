/** so many are told apart; more are no longer counted */
const rememberedAtMost = 1000;

/** Records of StackOne's that the console could not read, by id; one without an id counts by what is wrong with it. */
export interface UnreadableRecords {
  note(record: { id: string | null; field: string }): void;
  /** It was read after all. */
  isReadable(id: string): void;
  /** A reading of all of them begins; what it does not meet again is forgotten at its end. */
  begin(): void;
  end(): void;
  /** A sentence; null: there is none. */
  sentence(what: [one: string, several: string], cost: string): string | null;
}

export function createUnreadableRecords(): UnreadableRecords {
  let known = new Map<string, string>();
  let met: Map<string, string> | null = null;
  return {
    note({ id, field }) {
      const key = id ?? `without id: ${field}`;
      if (known.size < rememberedAtMost) known.set(key, field);
      met?.set(key, field);
    },
    isReadable(id) {
      known.delete(id);
      met?.delete(id);
    },
    begin() {
      met = new Map();
    },
    end() {
      if (met) known = met;
      met = null;
    },
    sentence([one, several], cost) {
      const [first] = known;
      if (!first) return null;
      const [key, field] = first;
      const count = known.size === 1 ? `1 ${one}` : `${known.size} ${several}`;
      const which = key.startsWith("without id") ? `field ${field}` : `${key}, field ${field}`;
      return `We can't read ${count} that StackOne sent (${which}). ${cost}`;
    },
  };
}
