import type { AccountDeletions } from "../ports/account-deletions.ts";
import type { Audit, Idempotency, SignIns, Staff } from "../ports/store.ts";
import type { MemoryState } from "./memory-state.ts";

/** As lists give them; ids of tests grow with time. */
export const newestFirst = <Item extends { id: string }>(items: Iterable<Item>) =>
  [...items].toSorted((one, other) => (one.id < other.id ? 1 : -1));

/** The audit of a memory store. */
export function memoryAudit(state: () => MemoryState): Audit {
  return {
    async append(entry) {
      state().audit.push(structuredClone(entry));
    },
    async appendAll(entries) {
      state().audit.push(...structuredClone(entries));
    },
    async list(query) {
      const items = newestFirst(state().audit).filter(
        (entry) =>
          (!query.actor || query.actor.includes(entry.actor.id)) &&
          (!query.action || query.action.includes(entry.action)) &&
          (!query.target || query.target.some((id) => id === entry.target.id)) &&
          (!query.outcome || query.outcome.includes(entry.outcome)) &&
          (!query.cursor || entry.id < query.cursor),
      );
      const page = items.slice(0, query.limit ?? 50);
      const isLast = page.length === items.length;
      return { items: page, nextCursor: isLast ? null : (page.at(-1)?.id ?? null) };
    },
    actors: async () => [
      ...new Map(state().audit.map(({ actor }) => [actor.id, { ...actor }])).values(),
    ],
  };
}

/** The idempotency keys of a memory store. */
export function memoryIdempotency(state: () => MemoryState): Idempotency {
  const idOf = (staffId: string, route: string, key: string) =>
    JSON.stringify([staffId, route, key]);
  return {
    find: async (staffId, route, key) =>
      structuredClone(state().idempotency.get(idOf(staffId, route, key))),
    async put(record) {
      state().idempotency.set(
        idOf(record.staffId, record.route, record.key),
        structuredClone(record),
      );
    },
    async deleteOlderThan(time) {
      for (const [id, record] of state().idempotency)
        if (record.createdAt < time) state().idempotency.delete(id);
    },
  };
}

/** The ended sign-ins of a memory store. */
export function memorySignIns(state: () => MemoryState): SignIns {
  return {
    async end(id, until) {
      state().endedSignIns.set(id, until);
      state().idTokens.delete(id);
    },
    isEnded: async (id) => state().endedSignIns.has(id),
    async keepIdToken(id, sealed, until) {
      state().idTokens.set(id, { sealed, until });
    },
    idTokenOf: async (id) => state().idTokens.get(id)?.sealed,
    async deleteOlderThan(time) {
      for (const [id, { until }] of state().idTokens) if (until < time) state().idTokens.delete(id);
      for (const [id, until] of state().endedSignIns)
        if (until < time) state().endedSignIns.delete(id);
    },
  };
}

/** The directory of staff of a memory store. */
export function memoryStaff(state: () => MemoryState): Staff {
  return {
    async put({ id, name, role }) {
      state().staff.set(id, { id, name, role });
    },
    get: async (id) => structuredClone(state().staff.get(id)),
    list: async () => structuredClone([...state().staff.values()]),
  };
}

/** The deletions of accounts of a memory store. */
export function memoryDeletions(state: () => MemoryState): AccountDeletions {
  return {
    async insert(deletion) {
      const isAsked = state().deletions.some(
        (one) => one.accountId === deletion.accountId && one.state === "asked",
      );
      if (isAsked) throw new Error("a deletion of this account is being asked for");
      state().deletions.push({ ...deletion });
    },
    async finish({ id, state: to, message }) {
      const found = state().deletions.find((one) => one.id === id);
      if (found) Object.assign(found, { state: to, message });
    },
    newestOf: async (accountId) =>
      structuredClone(state().deletions.findLast((one) => one.accountId === accountId)),
    leftAsked: async () =>
      structuredClone(state().deletions.filter((one) => one.state === "asked")),
  };
}
