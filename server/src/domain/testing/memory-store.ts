import type { Progress } from "@connect-console/shared/connect-session";
import { dismissible } from "../connect-session/attention.ts";
import { isReached } from "../outcome/link-reach.ts";
import { queueOf, tabOf } from "../connect-session/tabs.ts";
import type { ConnectSessions, Repositories, Store } from "../ports/store.ts";
import { StoreError, type StoreFailure } from "../ports/store-error.ts";
import { isOpen } from "../progress/states.ts";
import { memoryAnswers } from "./memory-answers.ts";
import { piecesIn, piecesOfToken, wordsOfTokens } from "../find/token-pieces.ts";
import { memoryAccounts } from "./memory-accounts.ts";
import type { MemoryState } from "./memory-state.ts";
import { memoryOwnerImports } from "./memory-owner-imports.ts";
import { memoryOwners } from "./memory-owners.ts";
import { memoryNotifications, memoryOutbox, noNotifications } from "./memory-notifications.ts";
import {
  memoryAudit,
  memoryDeletions,
  memoryIdempotency,
  memorySignIns,
  memoryStaff,
  newestFirst,
} from "./memory-records.ts";

export interface MemoryStore extends Store {
  state(): MemoryState;
  /** Makes the transaction after `skip` more ones fail, as a full disk does; `times` of them. */
  failTransactions(skip: number, times?: number): void;
}

/** A store for the domain's tests: transactions run one after another and are rolled back when they throw. */
export function createMemoryStore(): MemoryStore {
  let state: MemoryState = {
    rows: new Map(),
    timelines: new Map(),
    secrets: new Map(),
    tokens: new Map(),
    links: new Map(),
    unreadable: new Set(),
    claims: [],
    owners: new Map(),
    ownerImports: [],
    accounts: new Map(),
    accountChanges: [],
    accountAssignments: new Map(),
    accountEntries: new Map(),
    deletions: [],
    copy: undefined,
    audit: [],
    idempotency: new Map(),
    upstream: undefined,
    foreignKeys: new Set(),
    endedSignIns: new Map(),
    idTokens: new Map(),
    staff: new Map(),
    lastWebhookAt: null,
    ...noNotifications(),
  };
  const current = () => state;
  const repositories: Repositories = {
    connectSessions: connectSessions(current),
    owners: memoryOwners(current),
    ownerImports: memoryOwnerImports(current),
    accounts: memoryAccounts(current),
    accountDeletions: memoryDeletions(current),
    audit: memoryAudit(current),
    idempotency: memoryIdempotency(current),
    signIns: memorySignIns(current),
    staff: memoryStaff(current),
    notifications: memoryNotifications(current),
    outbox: memoryOutbox(current),
  };
  let last: Promise<unknown> = Promise.resolve();
  let skip = Infinity;
  let failures = 0;
  let problem: StoreFailure | null = null;
  const wrote = () => void (problem = null);

  const run = async <Result>(work: (tx: Repositories) => Promise<Result>): Promise<Result> => {
    if (skip > 0) skip -= 1;
    else if (failures > 0) {
      failures -= 1;
      problem = "full";
      throw new StoreError("full", "disk I/O error");
    }
    const before = structuredClone(state);
    try {
      return await work(repositories);
    } catch (error) {
      state = before;
      throw error;
    }
  };

  return {
    ...repositories,
    stackoneAnswers: memoryAnswers(),
    stackoneAbilities: async () => null,
    putStackoneAbilities: async () => {},
    state: current,
    failTransactions(skipped, times = 1) {
      skip = skipped;
      failures = times;
    },
    transaction(work) {
      const next = last.then(() => run(work));
      last = next.then(wrote, () => {});
      return next;
    },
    async bindUpstream({ host, projectId, keyFingerprint }) {
      state.upstream ??= { host, projectId };
      if (state.upstream.host === host && state.upstream.projectId === projectId) return "same";
      state.foreignKeys.add(keyFingerprint);
      return "other";
    },
    upstream: async () => state.upstream,
    isForeignKey: async (keyFingerprint) => state.foreignKeys.has(keyFingerprint),
    async noteWebhook(at) {
      state.lastWebhookAt = at;
    },
    lastWebhookAt: async () => state.lastWebhookAt,
    ready: async () => problem === null,
    problem: () => problem,
  };
}

function connectSessions(state: () => MemoryState): ConnectSessions {
  const rows = () => newestFirst(state().rows.values()).map((row) => structuredClone(row));
  const repository: ConnectSessions = {
    async insert(row) {
      if (state().rows.has(row.id)) throw new Error("row exists");
      state().rows.set(row.id, structuredClone(row));
    },
    get: async (id) => structuredClone(state().rows.get(id)),
    ofStackOneId: async (stackoneId) => rows().find((row) => row.stackoneId === stackoneId),
    async update(row) {
      if (state().rows.get(row.id)?.version !== row.version) return null;
      const next = { ...structuredClone(row), version: row.version + 1 };
      state().rows.set(row.id, next);
      return structuredClone(next);
    },
    assign: (row) => repository.update(row),
    async list(query) {
      const some = <Value>(wanted: Value[] | undefined, value: Value) =>
        !wanted || wanted.includes(value);
      const found = rows().filter(
        (row) =>
          some(query.ownerId, row.owner.id) &&
          some(query.provider, row.choices.provider ?? "") &&
          some(query.type, row.choices.type) &&
          some(query.createdBy, row.createdBy.id) &&
          some(query.holder, (row.assignee ?? row.createdBy).id) &&
          (query.q ?? "")
            .toLowerCase()
            .split(/\s+/)
            .every((word) =>
              `${row.owner.name} ${row.choices.provider}`.toLowerCase().includes(word),
            ),
      );
      const counts: Partial<Record<Progress, number>> = {};
      for (const row of found)
        if (!row.supersededBy) counts[row.progress] = (counts[row.progress] ?? 0) + 1;
      const tabs = { waiting: 0, attention: 0, connected: 0, over: 0 };
      for (const row of found) {
        const tab = tabOf(row, query.now);
        if (tab) tabs[tab] += 1;
      }
      const limit = query.limit ?? 50;
      const items = found.filter(
        (row) =>
          some(query.progress, row.progress) &&
          (!query.tab || tabOf(row, query.now) === query.tab) &&
          (!query.cursor || row.id < query.cursor),
      );
      const page = items.slice(0, limit);
      return {
        items: page,
        nextCursor: items.length > limit ? (page.at(-1)?.id ?? null) : null,
        counts,
        tabs,
        countsCut: false,
      };
    },
    page: async (query) => {
      const { items, nextCursor } = await repository.list(query);
      return { items, nextCursor };
    },
    oldestInAttention: async ({ holder, now, after }) =>
      rows().findLast(
        (row) =>
          (row.assignee ?? row.createdBy).id === holder &&
          tabOf(row, now) === "attention" &&
          (!after || row.id > after.id),
      ),
    creators: async () => [
      ...new Map(rows().map(({ createdBy }) => [createdBy.id, createdBy])).values(),
    ],
    followedOfOwner: async (ownerId, now) =>
      rows().filter(
        (row) => row.owner.id === ownerId && (isOpen(row.progress) || (row.followUntil ?? 0) > now),
      ),
    followedOfAccount: async (accountId, now) => {
      const claimed = state().claims.filter((claim) => claim.accountId === accountId);
      return rows().filter(
        (row) =>
          (row.choices.accountId === accountId ||
            claimed.some((claim) => claim.connectSessionId === row.id)) &&
          (isOpen(row.progress) || (row.followUntil ?? 0) > now),
      );
    },
    due: async (now, limit) =>
      rows()
        .filter((row) => row.nextCheckAt !== null && row.nextCheckAt <= now)
        .toSorted((one, other) => (one.nextCheckAt ?? 0) - (other.nextCheckAt ?? 0))
        .slice(0, limit),
    async checkAllBy(time) {
      const late = rows().filter((row) => row.nextCheckAt !== null && row.nextCheckAt > time);
      for (const row of late) state().rows.set(row.id, { ...row, nextCheckAt: time });
      return late.length;
    },
    async nextDueAt() {
      const times = rows().flatMap((row) => (row.nextCheckAt === null ? [] : [row.nextCheckAt]));
      return times.length > 0 ? Math.min(...times) : null;
    },
    openFor: async (ownerId, reach, accountId) =>
      rows().filter(
        (row) =>
          row.owner.id === ownerId &&
          (isOpen(row.progress) || row.progress === "creating") &&
          !row.supersededBy &&
          (row.choices.accountId !== null && row.choices.accountId === accountId
            ? true
            : isReached(reach, row) && (accountId === null || row.choices.accountId === null)),
      ),
    openOfOwners: async (ownerIds) =>
      rows().filter(
        (row) => ownerIds.includes(row.owner.id) && isOpen(row.progress) && !row.supersededBy,
      ),
    ofAccount: async (accountId) => {
      const claims = state().claims.filter((claim) => claim.accountId === accountId);
      return rows().filter(
        (row) =>
          row.choices.accountId === accountId ||
          claims.some(({ connectSessionId: id }) => id === row.id),
      );
    },
    leftCreating: async () => rows().filter((row) => row.progress === "creating"),
    unknownOfOwner: async (ownerId) =>
      rows().filter(
        (row) =>
          row.owner.id === ownerId && dismissible.includes(row.progress) && queueOf(row) === "open",
      ),
    lineage: async (lineageId) =>
      rows()
        .filter((row) => row.lineageId === lineageId)
        .toReversed(),
    async addTimeline(id, entries) {
      state().timelines.set(id, [
        ...(state().timelines.get(id) ?? []),
        ...structuredClone(entries),
      ]);
    },
    addNote: (id, note) => repository.addTimeline(id, [note]),
    timeline: async (id) => newestFirst(state().timelines.get(id) ?? []),
    async keepSecrets(id, secrets) {
      state().secrets.set(id, { ...secrets });
      state().links.set(secrets.authLink, id);
      state().links.set(secrets.token, id);
    },
    readSecrets: async (id) => (state().unreadable.has(id) ? undefined : state().secrets.get(id)),
    secretsEndedBy: async (time) =>
      rows()
        .filter(({ id }) => state().secrets.has(id) || state().tokens.has(id))
        .filter(({ expiresAt }) => expiresAt !== null && expiresAt <= time)
        .map(({ id }) => id),
    unreadableSecrets: async () => [...state().unreadable],
    readToken: async (id) =>
      state().unreadable.has(id)
        ? undefined
        : (state().secrets.get(id)?.token ?? state().tokens.get(id)),
    async wipeLink(id) {
      const held = state().secrets.get(id);
      if (held) state().tokens.set(id, held.token);
      state().secrets.delete(id);
    },
    async wipeSecrets(id) {
      state().unreadable.delete(id);
      state().secrets.delete(id);
      state().tokens.delete(id);
    },
    ofSecrets: async ({ links, tokens }) => {
      const ids = [...links, ...tokens].flatMap((text) => state().links.get(text) ?? []);
      return [...new Set(ids)].flatMap((id) => structuredClone(state().rows.get(id)) ?? []);
    },
    isSecretIn: async (text) => {
      const held = [
        ...[...state().secrets.values()].map(({ token }) => token),
        ...state().tokens.values(),
      ];
      const pieces = held.flatMap(piecesOfToken);
      return (
        wordsOfTokens(text).some((word) => state().links.has(word)) ||
        piecesIn(text).some((piece) => pieces.filter((each) => each === piece).length === 1)
      );
    },
    async claim(claim) {
      const taken = state().claims.find(
        (one) => one.accountId === claim.accountId && one.change === claim.change,
      );
      if (!taken) state().claims.push({ ...claim });
      return !taken || taken.connectSessionId === claim.connectSessionId;
    },
    claimsOfAccounts: async (ids) =>
      state().claims.filter(({ accountId }) => ids.includes(accountId)),
  };
  return repository;
}
