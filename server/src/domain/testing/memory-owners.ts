import type { Owner } from "@connect-console/shared/owner";
import { normalizeName } from "../owner/name-words.ts";
import type { Owners } from "../ports/store.ts";
import type { MemoryState } from "./memory-state.ts";

/** The owners' directory of the memory store. */
export function memoryOwners(state: () => MemoryState): Owners {
  const describe = (id: string): Owner | undefined => {
    const owner = state().owners.get(id);
    const names = [...(owner?.names ?? [])].toSorted(
      ([one, accounts], [other, more]) =>
        Number(other === owner?.chosen) - Number(one === owner?.chosen) || more - accounts,
    );
    const [first, ...others] = names;
    if (!owner || !first) return undefined;
    return {
      id,
      name: first[0],
      accounts: names.reduce((sum, [, accounts]) => sum + accounts, 0),
      otherNames: others.map(([name, accounts]) => ({ name, accounts })),
      source: owner.source,
    };
  };
  const all = () => [...state().owners.keys()].flatMap((id) => describe(id) ?? []);
  return {
    async list(query) {
      const q = normalizeName(query.q ?? "");
      const items = all().filter(
        (owner) => !query.q || normalizeName(owner.name).includes(q) || owner.id.includes(query.q),
      );
      return { items: items.slice(0, query.limit ?? 50), nextCursor: null };
    },
    get: async (id) => describe(id),
    getMany: async (ids) => ids.flatMap((id) => describe(id) ?? []),
    namesLike: async () =>
      [...state().owners].flatMap(([id, { names }]) =>
        [...names].map(([name, accounts]) => ({ id, name, accounts })),
      ),
    async add({ id, name, source }) {
      if (state().owners.has(id)) throw new Error("owner exists");
      state().owners.set(id, { source, names: new Map([[name, 0]]) });
    },
    async putAll(owners) {
      for (const { id, name, source, chosen } of owners) {
        const owner = state().owners.get(id) ?? { source, names: new Map<string, number>() };
        if (!owner.names.has(name)) owner.names.set(name, 0);
        if (chosen) owner.chosen = name;
        state().owners.set(id, owner);
      }
    },
    remove: async (id) => void state().owners.delete(id),
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
