import type { Owner } from "@connect-console/shared/owner";
import type { Owners } from "../ports/store.ts";
import type { MemoryState } from "./memory-store.ts";

const fold = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/[\p{M}\p{P}\p{Z}]/gu, "")
    .toLowerCase();

/** The owners' directory of the memory store. */
export function memoryOwners(state: () => MemoryState): Owners {
  const describe = (id: string): Owner | undefined => {
    const owner = state().owners.get(id);
    const names = [...(owner?.names ?? [])].toSorted((one, other) => other[1] - one[1]);
    const [first, ...others] = names;
    if (!owner || !first) return undefined;
    return {
      id,
      name: first[0],
      accounts: first[1],
      otherNames: others.map(([name, accounts]) => ({ name, accounts })),
      source: owner.source,
    };
  };
  const all = () => [...state().owners.keys()].flatMap((id) => describe(id) ?? []);
  return {
    async list(query) {
      const items = all().filter(
        (owner) =>
          !query.q || fold(owner.name).includes(fold(query.q)) || owner.id.includes(query.q),
      );
      return { items: items.slice(0, query.limit ?? 50), nextCursor: null };
    },
    get: async (id) => describe(id),
    withNameLike: async (name, exceptId) =>
      all().filter((owner) => owner.id !== exceptId && fold(owner.name) === fold(name)),
    async add({ id, name, source }) {
      if (state().owners.has(id)) throw new Error("owner exists");
      state().owners.set(id, { source, names: new Map([[name, 0]]) });
    },
    async putCounts(counts) {
      for (const id of new Set(counts.map((count) => count.id))) {
        const owner = state().owners.get(id) ?? {
          source: "accounts" as const,
          names: new Map<string, number>(),
        };
        for (const name of owner.names.keys()) owner.names.set(name, 0);
        for (const count of counts)
          if (count.id === id) owner.names.set(count.name, count.accounts);
        state().owners.set(id, owner);
      }
    },
  };
}
