import type { ConnectSessionQuery } from "@connect-console/shared/connect-session";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import type { Store } from "../../domain/ports/store.ts";
import { openTestStore, start } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";

async function insertAll(store: Store, rows: ConnectSessionRow[]) {
  await store.transaction(async (tx) => {
    for (const row of rows) await tx.connectSessions.insert(row);
  });
}

async function idsOf(store: Store, query: ConnectSessionQuery, now = start) {
  return (await store.connectSessions.list({ ...query, now })).items.map((row) => row.id);
}

test("a text that most rows carry: read newest first page by page, its counts cut", async () => {
  const { store } = await openTestStore();
  const rows = Array.from({ length: 1100 }, (_, index) =>
    makeRow({
      id: `many-${String(index).padStart(4, "0")}`,
      createdAt: start + index,
      label: index % 2 === 0 ? "Common Ground" : "common",
      progress: index < 3 ? "stalled" : "connected",
      createdBy: { id: index === 7 ? "rare" : "staff-1", name: "R" },
    }),
  );
  await insertAll(store, rows);
  const read = (query: ConnectSessionQuery) =>
    store.connectSessions.list({ ...query, now: start, limit: 200 });
  const common = await read({ q: "COMM" });
  expect([common.countsCut, common.counts]).toEqual([true, { connected: 1000 }]);
  const seen: string[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 10; pages++) {
    const page = await store.connectSessions.page({
      q: "common",
      now: start,
      limit: 200,
      ...(cursor !== undefined && { cursor }),
    });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    if (cursor === undefined) break;
  }
  expect(seen).toEqual(rows.map(({ id }) => id).toReversed());
  const ground = await read({ q: "ground common" });
  expect([ground.countsCut, ground.counts]).toEqual([false, { connected: 548, stalled: 2 }]);
  expect(await idsOf(store, { q: "common", tab: "attention" })).toEqual([
    "many-0002",
    "many-0001",
    "many-0000",
  ]);
  expect(await idsOf(store, { q: "common", createdBy: ["rare"] })).toEqual(["many-0007"]);
});

test("the kept totals are what a count would say, whatever changed", async () => {
  const { store } = await openTestStore();
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          progress: fc.constantFrom("waiting", "stalled", "connected", "expired"),
          provider: fc.constantFrom("okta", "slack", null),
          later: fc.constantFrom("waiting", "connected", "void", "superseded"),
          handed: fc.boolean(),
        }),
        { maxLength: 6 },
      ),
      fc.uuid(),
      async (changes, ownerId) => {
        const colleague = { id: `colleague-of-${ownerId}`, name: "C" };
        for (const { later, handed, ...facts } of changes) {
          const row = makeRow({
            ...facts,
            owner: { id: ownerId, name: "O" },
            createdBy: { id: ownerId, name: "O" },
          });
          await insertAll(store, [row]);
          const changed =
            later === "superseded" ? { ...row, supersededBy: "x" } : { ...row, progress: later };
          const updated = await store.connectSessions.update(changed);
          if (handed && updated)
            await store.connectSessions.assign({ ...updated, assignee: colleague });
        }
        for (const provider of [undefined, ["okta"]]) {
          const filter = { ...(provider && { provider }), now: start, limit: 1 };
          // by owner it is counted row by row, by staff member from the totals
          const counted = await store.connectSessions.list({ ...filter, ownerId: [ownerId] });
          const kept = await store.connectSessions.list({ ...filter, createdBy: [ownerId] });
          expect([kept.counts, kept.tabs]).toEqual([counted.counts, counted.tabs]);
          const whose = (holder: string[], owned: object = {}) =>
            store.connectSessions.list({ ...filter, ...owned, holder });
          for (const holder of [[ownerId], [colleague.id], [ownerId, colleague.id]]) {
            const ofOne = await whose(holder, { ownerId: [ownerId] });
            const ofAll = await whose(holder);
            expect([ofAll.counts, ofAll.tabs]).toEqual([ofOne.counts, ofOne.tabs]);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});
