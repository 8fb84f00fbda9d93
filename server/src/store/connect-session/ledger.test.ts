import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "../../domain/domain-error.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import { hour, openTestStore, start } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";
import { insertAll, idsOf, linkedAccount } from "../testing/ledger.ts";

test("a row comes back as it was written", async () => {
  const { store } = await openTestStore();
  const row = makeRow({
    account: linkedAccount,
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
      detail: { fields: { cursor: "Give a nextCursor of this list." } },
    });
  },
);

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
