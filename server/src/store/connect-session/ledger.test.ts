import type { ConnectSessionQuery } from "@connect-console/shared/connect-session";
import fc from "fast-check";
import { expect, test } from "vitest";
import { attentionMark } from "../../domain/connect-session/attention.ts";
import { tabOf } from "../../domain/connect-session/tabs.ts";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import { DomainError } from "../../domain/domain-error.ts";
import type { Store } from "../../domain/ports/store.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import { hour, openTestStore, start } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";

const account = {
  id: "acc-9",
  provider: "bamboohr",
  providerName: "BambooHR",
  owner: { id: "acme", name: "Acme" },
  status: "active",
  statusReasons: [{ code: null, description: "fine", at: null }],
  type: null,
  label: null,
  username: null,
  connectorProfileId: null,
  createdAt: null,
  updatedAt: null,
  brokenSince: null,
  openConnectSessionId: null,
};

/** *Done for now* or *Dismiss*, as staff said it. */
function setAside(part: Parameters<typeof makeRow>[0], until: number | null = null) {
  const row = makeRow(part);
  const by = { id: "staff-1", name: "Robin" };
  return { ...row, snoozed: { mark: attentionMark(row), at: start, by, until } };
}

async function insertAll(store: Store, rows: ConnectSessionRow[]) {
  await store.transaction(async (tx) => {
    for (const row of rows) await tx.connectSessions.insert(row);
  });
}

async function idsOf(store: Store, query: ConnectSessionQuery, now = start) {
  return (await store.connectSessions.list({ ...query, now })).items.map((row) => row.id);
}

test("a row comes back as it was written", async () => {
  const { store } = await openTestStore();
  const row = makeRow({
    account,
    accountId: "acc-9",
    attempt: {
      id: "at-1",
      status: "pending",
      createdAt: null,
      updatedAt: null,
      accountId: null,
      errorCode: null,
      errorDescription: null,
    },
    checks: [{ point: "owner", result: "same", promised: "acme", actual: "acme" }],
    problems: [{ code: "echo_differs", message: "differs" }],
    memory: {
      attemptsSeen: { "at-1": { status: "pending", firstSeenAt: 5, accountId: null } },
      acceptedProblems: ["profile_differs"],
    },
    label: "Päyroll ✓",
  });
  await store.connectSessions.insert(row);
  expect(await store.connectSessions.get(row.id)).toEqual(row);
  expect(await store.connectSessions.get("nobody")).toBeUndefined();
});

test("StackOne's id finds the newest row that has it, also where it came with an update", async () => {
  const { store } = await openTestStore();
  const ledger = store.connectSessions;
  await ledger.insert(makeRow({ id: "old", stackoneId: "7" }));
  const row = makeRow({ id: "new", stackoneId: null, createdAt: start + hour });
  await ledger.insert(row);
  expect((await ledger.ofStackOneId("7"))?.id).toBe("old");
  const updated = await ledger.update({ ...row, stackoneId: "7" });
  expect(await ledger.ofStackOneId("7")).toEqual(updated);
  expect(await ledger.ofStackOneId("8")).toBeUndefined();
});

test("of two updates of one version the second is refused and changes nothing", async () => {
  const { store } = await openTestStore();
  const row = makeRow();
  await store.connectSessions.insert(row);
  const [first, second] = await Promise.all([
    store.connectSessions.update({ ...row, progress: "signing_in" }),
    store.connectSessions.update({ ...row, progress: "void" }),
  ]);
  expect(first).toEqual({ ...row, version: 2, progress: "signing_in" });
  expect(second).toBeNull();
  expect(await store.connectSessions.get(row.id)).toEqual(first);
});

test("walking all pages gives every matching row once, newest first", async () => {
  const { store } = await openTestStore();
  const rows = Array.from({ length: 60 }, (_, index) =>
    makeRow({
      // several rows share a moment, so that the id must decide
      createdAt: start + Math.floor(index / 4) * 1000,
      owner: index % 3 === 0 ? { id: "acme", name: "Acme" } : { id: "bolt", name: "Bolt" },
      type: index % 2 === 0 ? "test" : "production",
    }),
  );
  await insertAll(store, rows);
  const newestFirst = rows.toSorted(
    (one, other) => other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1),
  );
  const query = fc.record(
    { ownerId: fc.constant<[string]>(["acme"]), type: fc.constant<["test"]>(["test"]) },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 25 }), query, async (limit, filters) => {
      const walked: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.connectSessions.list({
          ...filters,
          limit,
          ...(cursor && { cursor }),
          now: start,
        });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        walked.push(...page.items.map((row) => row.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      const wanted = newestFirst
        .filter((row) => !filters.ownerId || row.owner.id === "acme")
        .filter((row) => !filters.type || row.choices.type === "test");
      expect(walked).toEqual(wanted.map((row) => row.id));
    }),
    { numRuns: 40 },
  );
});

test.each(["", "not a cursor", "W10", Buffer.from('["a","b"]').toString("base64url")])(
  "the cursor %j is refused as invalid input",
  async (cursor) => {
    const { store } = await openTestStore();
    const refusal = await store.connectSessions
      .list({ cursor, now: start })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({
      code: "invalid_input",
      detail: { fields: { cursor: "must be a nextCursor of this list" } },
    });
  },
);

test("each row stands in the tab that its progress, its expiry and its successor call for", async () => {
  const { store } = await openTestStore();
  const soon = start + 23 * hour;
  await insertAll(store, [
    makeRow({ id: "waiting" }),
    makeRow({ id: "signing", progress: "signing_in" }),
    makeRow({ id: "ends-soon", expiresAt: soon }),
    makeRow({ id: "made-short", expiresAt: soon, expiresIn: 48 * 3600 }),
    makeRow({ id: "failed", progress: "attempt_failed" }),
    makeRow({ id: "stalled", progress: "stalled" }),
    makeRow({ id: "likely", progress: "likely_connected" }),
    makeRow({ id: "unknown", progress: "outcome_unknown" }),
    makeRow({ id: "problem", progress: "connected_with_problem" }),
    makeRow({ id: "accepted", progress: "connected", memory: { acceptedProblems: ["x"] } }),
    makeRow({ id: "connected", progress: "connected" }),
    makeRow({ id: "expired", progress: "expired" }),
    makeRow({ id: "void", progress: "void" }),
    makeRow({ id: "not-created", progress: "create_failed" }),
    makeRow({ id: "superseded", supersededBy: "waiting" }),
    makeRow({ id: "w8-hour-half", expiresIn: 3600, expiresAt: start + hour / 2 }),
    makeRow({ id: "w8-hour-ends", expiresIn: 3600, expiresAt: start + hour / 3 }),
    makeRow({ id: "w8-days-ends", expiresIn: 48 * 3600, expiresAt: start + 16 * hour }),
    setAside({ id: "w8-expired", progress: "expired" }),
    makeRow({ id: "w8-reissued", progress: "expired", supersededBy: "waiting" }),
    setAside({ id: "w7-done", progress: "attempt_failed" }),
    setAside({ id: "w7-done-ending", expiresAt: soon }),
    setAside({ id: "w7-day-passed", progress: "stalled" }, start),
    setAside({ id: "w7-dismissed", progress: "outcome_unknown" }),
    { ...setAside({ id: "w7-changed", progress: "stalled" }), progress: "attempt_failed" },
  ]);
  const tab = async (name: "waiting" | "attention" | "connected" | "over") =>
    (await idsOf(store, { tab: name })).toSorted();
  const aside = ["w7-done", "w7-done-ending"];
  expect(await tab("waiting")).toEqual([
    "made-short",
    "signing",
    ...aside,
    "w8-hour-half",
    "waiting",
  ]);
  expect(await tab("attention")).toEqual([
    "ends-soon",
    "expired",
    "failed",
    "likely",
    "problem",
    "stalled",
    "unknown",
    "w7-changed",
    "w7-day-passed",
    "w8-days-ends",
    "w8-hour-ends",
  ]);
  expect(await tab("connected")).toEqual(["accepted", "connected"]);
  expect(await tab("over")).toEqual([
    "not-created",
    "superseded",
    "void",
    "w7-dismissed",
    "w8-expired",
    "w8-reissued",
  ]);
  const { items, tabs } = await store.connectSessions.list({ now: start });
  expect(items).toHaveLength(25);
  expect(tabs).toEqual({
    waiting: 6,
    attention: (await tab("attention")).length,
    connected: 2,
    over: 6,
  });
  // from the totals and the index of open rows, and row by row
  expect((await store.connectSessions.list({ ownerId: ["acme"], now: start })).tabs).toEqual(tabs);
  for (const row of items) {
    const inTab = tabOf(row, start);
    if (inTab) expect(await tab(inTab)).toContain(row.id);
  }
});

test("counts obey every filter but tab and progress and leave superseded rows out", async () => {
  const { store } = await openTestStore();
  await insertAll(store, [
    makeRow({ id: "a" }),
    makeRow({ id: "b", progress: "connected" }),
    makeRow({ id: "c", progress: "connected", type: "test" }),
    makeRow({ id: "d", supersededBy: "a" }),
  ]);
  const all = await store.connectSessions.list({
    tab: "waiting",
    progress: ["waiting"],
    now: start,
  });
  expect(all.items.map((row) => row.id)).toEqual(["a"]);
  expect(all.counts).toEqual({ waiting: 1, connected: 2 });
  expect(all.tabs).toEqual({ waiting: 1, attention: 0, connected: 2, over: 1 });
  expect(await store.connectSessions.list({ type: ["test"], now: start })).toMatchObject({
    counts: { connected: 1 },
    tabs: { waiting: 0, attention: 0, connected: 1, over: 0 },
  });
  expect(await idsOf(store, { progress: ["waiting"] })).toEqual(["a"]);
});

test("lists are narrowed by owner, provider, type, staff member and progress", async () => {
  const { store } = await openTestStore();
  await insertAll(store, [
    makeRow({ id: "a" }),
    makeRow({ id: "b", owner: { id: "bolt", name: "Bolt" } }),
    makeRow({ id: "c", provider: "greenhouse" }),
    makeRow({ id: "d", type: "test" }),
    makeRow({ id: "e", createdBy: { id: "staff-2", name: "Kim" } }),
    makeRow({ id: "f", progress: "expired" }),
  ]);
  expect(await idsOf(store, { ownerId: ["bolt"] })).toEqual(["b"]);
  expect(await idsOf(store, { provider: ["greenhouse", "workday"] })).toEqual(["c"]);
  expect(await idsOf(store, { type: ["test"] })).toEqual(["d"]);
  expect(await idsOf(store, { createdBy: ["staff-2"] })).toEqual(["e"]);
  expect(await idsOf(store, { progress: ["expired"] })).toEqual(["f"]);
});

test("a search finds ids, names, label, username and account, whatever the case, and takes % and _ as they are", async () => {
  const { store } = await openTestStore();
  await insertAll(store, [
    makeRow({ id: "Row-X" }),
    makeRow({ id: "b", owner: { id: "own_1", name: "ÄRZTE GmbH" } }),
    makeRow({ id: "c", label: "100% Remote", username: "Jo@Example.org" }),
    makeRow({ id: "d", accountId: "acc-1", provider: "greenhouse" }),
    makeRow({ id: "e", account }),
    makeRow({ id: "f", owner: { id: "ownx1", name: "Other" } }),
  ]);
  const found = (q: string) => idsOf(store, { q });
  expect(await found("row-x")).toEqual(["Row-X"]);
  expect(await found("ärzte g")).toEqual(["b"]);
  expect(await found("OWN_1")).toEqual(["b"]);
  expect(await found("100%")).toEqual(["c"]);
  expect(await found("jo@EXAMPLE")).toEqual(["c"]);
  expect(await found("greenh")).toEqual(["d"]);
  expect(await found("ACC-1")).toEqual(["d"]);
  expect(await found("acc-9")).toEqual(["e"]);
  expect(await found("\\")).toEqual([]);
});

test("the tracker's reads: due, next due, followed, left creating, lineage", async () => {
  const { store } = await openTestStore();
  const { connectSessions } = store;
  expect(await connectSessions.nextDueAt()).toBeNull();
  await insertAll(store, [
    makeRow({ id: "late", nextCheckAt: start + 500 }),
    makeRow({ id: "early", nextCheckAt: start + 100 }),
    makeRow({ id: "future", nextCheckAt: start + 9000 }),
    makeRow({ id: "expired-followed", progress: "expired", followUntil: start + hour }),
    makeRow({ id: "expired-left", progress: "expired", followUntil: start - 1 }),
    makeRow({ id: "other", owner: { id: "bolt", name: "Bolt" } }),
    makeRow({ id: "creating", progress: "creating", owner: { id: "bolt", name: "Bolt" } }),
    makeRow({ id: "older", lineageId: "line", progress: "void", createdAt: start - 5 }),
    makeRow({ id: "newer", lineageId: "line", progress: "void", createdAt: start + 5 }),
  ]);
  expect((await connectSessions.due(start + 1000, 10)).map((row) => row.id)).toEqual([
    "early",
    "late",
  ]);
  expect((await connectSessions.due(start + 1000, 1)).map((row) => row.id)).toEqual(["early"]);
  expect(await connectSessions.nextDueAt()).toBe(start + 100);
  const followed = await connectSessions.followedOfOwner("acme", start);
  expect(followed.map((row) => row.id).toSorted()).toEqual([
    "early",
    "expired-followed",
    "future",
    "late",
  ]);
  expect((await connectSessions.leftCreating()).map((row) => row.id)).toEqual(["creating"]);
  expect((await connectSessions.lineage("line")).map((row) => row.id)).toEqual(["older", "newer"]);
});

test("open links of an owner: same provider or same account, being made or still living, not superseded, newest first", async () => {
  const { store, advance } = await openTestStore();
  await insertAll(store, [
    makeRow({ id: "old", createdAt: start - 10 }),
    makeRow({ id: "new" }),
    makeRow({ id: "repair", accountId: "acc-1", createdAt: start - 20 }),
    makeRow({
      id: "any-provider",
      provider: null,
      categories: ["ats", "hris"],
      createdAt: start - 30,
    }),
    makeRow({ id: "other-categories", provider: null, categories: ["ats", "crm"] }),
    makeRow({ id: "begun", provider: "slack", progress: "creating", expiresAt: null }),
    makeRow({ id: "superseded", supersededBy: "new" }),
    makeRow({ id: "closed", progress: "connected" }),
    makeRow({ id: "past", expiresAt: start - 1 }),
    makeRow({ id: "bolt", owner: { id: "bolt", name: "Bolt" } }),
  ]);
  const open = async (provider: string | null, accountId: string | null) => {
    const reach = { provider, apart: ["bamboohr", "slack"], categories: ["hris"] };
    const found = await store.connectSessions.openFor("acme", reach, accountId);
    return found.map((row) => row.id);
  };
  expect(await open("bamboohr", null)).toEqual(["new", "old", "repair", "any-provider"]);
  expect(await open("bamboohr", "acc-1")).toEqual(["new", "old", "repair", "any-provider"]);
  expect(await open("bamboohr", "acc-2")).toEqual(["new", "old", "any-provider"]);
  expect(await open(null, null)).toEqual(["any-provider"]);
  expect(await open("slack", null)).toEqual(["begun", "any-provider"]);
  advance(200 * hour);
  expect(await open("bamboohr", null)).toEqual([]);
});

test("a timeline is kept newest first, with who and without", async () => {
  const { store } = await openTestStore();
  const row = makeRow();
  await store.connectSessions.insert(row);
  const entry = (id: string, at: string, by: { id: string; name: string } | null) =>
    ({ id, at, progress: "waiting", evidence: "staff", code: null, text: "made", by }) as const;
  const first = entry("t1", "2026-01-01T00:00:00.000Z", { id: "staff-1", name: "Robin" });
  const second = entry("t2", "2026-01-01T00:00:01.000Z", null);
  const third = entry("t3", "2026-01-01T00:00:01.000Z", null);
  await store.connectSessions.addTimeline(row.id, [first, second]);
  await store.connectSessions.addTimeline(row.id, [third]);
  await store.connectSessions.addTimeline(row.id, []);
  expect(await store.connectSessions.timeline(row.id)).toEqual([third, second, first]);
  await expect(
    store.connectSessions.addTimeline("nobody", [entry("t4", first.at, null)]),
  ).rejects.toBeInstanceOf(StoreError);
});

test("one change of an account belongs to one row", async () => {
  const { store } = await openTestStore();
  await insertAll(store, [makeRow({ id: "a" }), makeRow({ id: "b" })]);
  const claim = { accountId: "acc-1", change: "created" };
  const { connectSessions } = store;
  const both = await Promise.all([
    connectSessions.claim({ ...claim, connectSessionId: "a" }),
    connectSessions.claim({ ...claim, connectSessionId: "b" }),
  ]);
  expect(both).toEqual([true, false]);
  expect(await connectSessions.claim({ ...claim, connectSessionId: "a" })).toBe(true);
  expect(await connectSessions.claim({ ...claim, change: "repaired", connectSessionId: "b" })).toBe(
    true,
  );
  expect(await connectSessions.claimsOfAccounts(["acc-1", "acc-2"])).toEqual([
    { ...claim, connectSessionId: "a", claimedAt: null },
    { accountId: "acc-1", change: "repaired", connectSessionId: "b", claimedAt: null },
  ]);
  expect(await connectSessions.claimsOfAccounts([])).toEqual([]);
});

test("a note is found by its text, also after the row changed, and lies in the timeline", async () => {
  const { store } = await openTestStore();
  const row = makeRow();
  await insertAll(store, [row, makeRow()]);
  await store.transaction(async (tx) => {
    for (const text of ["Waits for Ann", "Called ÄRZTE twice"])
      await tx.connectSessions.addNote(row.id, {
        id: text,
        at: new Date(start).toISOString(),
        progress: "waiting",
        evidence: "staff",
        code: "note",
        text,
        by: { id: "staff-1", name: "Robin" },
      });
  });
  await store.connectSessions.update({ ...row, progress: "signing_in" });
  for (const q of ["for ann", "ärzte", "robin"])
    expect(await idsOf(store, { q })).toEqual(q === "robin" ? [] : [row.id]);
  expect((await store.connectSessions.timeline(row.id)).map(({ text }) => text)).toEqual([
    "Waits for Ann",
    "Called ÄRZTE twice",
  ]);
});

test("the oldest of a staff member's rows that needs attention, and the one after it", async () => {
  const { store } = await openTestStore();
  const stalled = (createdAt: number, by = "staff-1") =>
    makeRow({ progress: "stalled", createdAt, createdBy: { id: by, name: "R" } });
  const [first, colleague, second] = [stalled(1), stalled(2, "staff-2"), stalled(3)];
  await insertAll(store, [second, colleague, first, makeRow({ createdAt: 0 })]);
  const oldest = async (after: ConnectSessionRow | null) =>
    (await store.connectSessions.oldestInAttention({ holder: "staff-1", now: start, after }))?.id;
  expect(await oldest(null)).toBe(first.id);
  expect(await oldest(first)).toBe(second.id);
  expect(await oldest(second)).toBeUndefined();
  expect(await store.connectSessions.creators()).toEqual([
    { id: "staff-1", name: "R" },
    { id: "staff-2", name: "R" },
  ]);
});
