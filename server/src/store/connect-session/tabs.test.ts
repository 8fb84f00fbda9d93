import { expect, test } from "vitest";
import { attentionMark } from "../../domain/connect-session/attention.ts";
import { tabOf } from "../../domain/connect-session/tabs.ts";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import { hour, openTestStore, start } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";
import { insertAll, idsOf, linkedAccount } from "../testing/ledger.ts";

/** *Done for now* or *Dismiss*, as staff said it. */
function setAside(part: Parameters<typeof makeRow>[0], until: number | null = null) {
  const row = makeRow(part);
  const by = { id: "staff-1", name: "Robin" };
  return { ...row, snoozed: { mark: attentionMark(row), at: start, by, until } };
}

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
    makeRow({ id: "e", account: linkedAccount }),
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
