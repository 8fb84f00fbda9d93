import { type Accounts, type CopiedAccount, noCopyYet } from "../ports/accounts.ts";
import type { MemoryState } from "./memory-state.ts";

/** The accounts copy of the memory store. */
export function memoryAccounts(state: () => MemoryState): Accounts {
  const there = () => [...state().accounts.values()].filter(({ goneAt }) => goneAt === null);
  const put = (accounts: CopiedAccount[]) => {
    for (const account of accounts) state().accounts.set(account.id, structuredClone(account));
  };
  return {
    known: async (ids) =>
      [...new Set(ids)].flatMap((id) => structuredClone(state().accounts.get(id)) ?? []),
    idsOfOwner: async (ownerId) =>
      there().flatMap((account) => (account.ownerId === ownerId ? account.id : [])),
    put: async (accounts) => put(accounts),
    touch: async (ids, readAt) =>
      put(there().flatMap((account) => (ids.includes(account.id) ? { ...account, readAt } : []))),
    notReadSince: async (time) => there().flatMap(({ id, readAt }) => (readAt < time ? id : [])),
    putProfiles: async (profiles) =>
      put(
        there().flatMap((account) => {
          const profile = profiles.find(({ id }) => id === account.id);
          return profile ? { ...account, connectorProfileId: profile.connectorProfileId } : [];
        }),
      ),
    async countNames(ownerIds) {
      const found = there().filter(({ ownerId }) => ownerIds.includes(ownerId));
      const pairs = Map.groupBy(found, (one) => JSON.stringify([one.ownerId, one.ownerName]));
      return [...pairs.values()].flatMap(([first, ...others]) =>
        first ? { id: first.ownerId, name: first.ownerName, accounts: others.length + 1 } : [],
      );
    },
    async list(query) {
      const some = (wanted: string[] | undefined, value: string | null | undefined) =>
        wanted?.includes(value ?? "") ?? true;
      const ofAnyStatus = there().filter(
        (account) =>
          some(query.ownerId, account.ownerId) &&
          some(query.provider, account.provider) &&
          some(query.connectorProfileId, account.connectorProfileId) &&
          some(query.type, account.type) &&
          some(query.assignee, state().accountAssignments.get(account.id)?.assignee?.id) &&
          (query.createdBy === undefined || isCreatedBy(state(), account, query.createdBy)) &&
          (query.q ?? "")
            .toLowerCase()
            .split(/\s+/)
            .every((word) =>
              `${account.ownerName} ${account.provider}`.toLowerCase().includes(word),
            ),
      );
      const counts: Record<string, number> = {};
      for (const { status } of ofAnyStatus) counts[status] = (counts[status] ?? 0) + 1;
      const items = ofAnyStatus
        .filter(({ status }) => some(query.status, status))
        .toSorted(
          (one, other) =>
            (one.brokenSince ?? Infinity) - (other.brokenSince ?? Infinity) ||
            (other.createdAt ?? 0) - (one.createdAt ?? 0),
        );
      return { items, nextCursor: null, total: items.length, counts, countsCut: false };
    },
    optimizeSearch: async () => false,
    count: async () => there().length,
    assignments: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const assignments = state().accountAssignments.get(id);
          return assignments ? [[id, structuredClone(assignments)] as const] : [];
        }),
      ),
    async assign(accountId, assignments) {
      state().accountAssignments.set(accountId, structuredClone(assignments));
    },
    async addEntry(accountId, entry) {
      const before = state().accountEntries.get(accountId) ?? [];
      state().accountEntries.set(accountId, [structuredClone(entry), ...before]);
    },
    entries: async (accountId) => structuredClone(state().accountEntries.get(accountId) ?? []),
    async addChanges(changes) {
      state().accountChanges.push(...structuredClone(changes));
    },
    history: async (accountId) =>
      state()
        .accountChanges.filter((change) => change.accountId === accountId)
        .toReversed(),
    copyState: async () => state().copy ?? noCopyYet,
    async putCopyState(copy) {
      state().copy = copy;
    },
  };
}

function isCreatedBy(state: MemoryState, { id, createdAt }: CopiedAccount, staffIds: string[]) {
  return state.claims
    .filter(({ accountId }) => accountId === id)
    .flatMap(({ connectSessionId }) => state.rows.get(connectSessionId) ?? [])
    .some((row) => staffIds.includes(row.createdBy.id) && (createdAt ?? 0) >= row.createdAt);
}
