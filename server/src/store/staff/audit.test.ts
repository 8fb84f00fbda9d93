import type { AuditEntry, AuditQuery } from "@connect-console/shared/audit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openDatabase } from "../sqlite/database.ts";
import { openTestStore } from "../testing/fixtures.ts";

const entry = (id: string, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at: `2026-01-01T00:00:0${id}.000Z`,
  actor: { id: "staff-1", name: "Robin" },
  action: "connect_session.create",
  target: { kind: "connect_session", id: "cs-1" },
  outcome: "done",
  fields: ["ownerId", "label"],
  requestId: "req-1",
  ...changes,
});

test("entries come back newest first, filtered and page by page", async () => {
  const { store } = await openTestStore();
  const entries = [
    entry("1"),
    entry("2", { actor: { id: "staff-2", name: "Kim" }, outcome: "refused" }),
    entry("3", { action: "owner.add", target: { kind: "owner", id: null }, fields: [] }),
    entry("4", { target: { kind: "connect_session", id: "cs-2" }, at: "2026-01-01T00:00:03.000Z" }),
  ];
  for (const one of entries) await store.audit.append(one);
  const [first, second, third, fourth] = entries;
  const found = async (query: Parameters<typeof store.audit.list>[0]) =>
    (await store.audit.list(query)).items;
  expect(await found({})).toEqual([fourth, third, second, first]);
  expect(await found({ actor: ["staff-2"] })).toEqual([second]);
  expect(await found({ action: ["owner.add"] })).toEqual([third]);
  expect(await found({ target: ["cs-2"] })).toEqual([fourth]);
  expect(await found({ outcome: ["refused"] })).toEqual([second]);
  expect(await found({ outcome: ["done", "refused"], target: ["cs-1"] })).toEqual([second, first]);
  expect(await found({ from: "2026-01-01T00:00:02Z", to: "2026-01-01T00:00:02.000Z" })).toEqual([
    second,
  ]);
  expect(await store.audit.actors()).toEqual([
    { id: "staff-1", name: "Robin" },
    { id: "staff-2", name: "Kim" },
  ]);
  const page = await store.audit.list({ limit: 1 });
  expect(page.items).toEqual([fourth]);
  expect(await found({ limit: 2, cursor: page.nextCursor ?? "" })).toEqual([third, second]);
  expect((await store.audit.list({ limit: 4 })).nextCursor).toBeNull();
  await expect(store.audit.list({ cursor: "no" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("whatever is filtered, the pages together are what fits, newest first and each once", async () => {
  const { store } = await openTestStore();
  const choices = {
    actor: ["a", "b", "c"],
    action: ["connect_session.create", "owner.add", "sign_in"],
    target: ["t1", "t2"],
    outcome: ["done", "refused", "failed"] as const,
  };
  const entries = Array.from({ length: 90 }, (_, index) =>
    entry(String(index).padStart(3, "0"), {
      at: new Date(Date.parse("2026-01-01T00:00:00Z") + Math.floor(index / 4) * 1000).toISOString(),
      actor: { id: choices.actor[index % 3] ?? "", name: "" },
      action: choices.action[Math.floor(index / 2) % 3] ?? "",
      target: { kind: "owner", id: index % 5 === 0 ? null : (choices.target[index % 2] ?? null) },
      outcome: choices.outcome[Math.floor(index / 7) % 3] ?? "done",
    }),
  );
  await store.audit.appendAll(entries);
  const some = <Value extends string>(values: readonly Value[]) =>
    fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
  const query = fc.record({
    actor: some(choices.actor),
    action: some(choices.action),
    target: some(choices.target),
    outcome: some(choices.outcome),
    limit: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(query, async ({ limit, ...filters }) => {
      const fits = <Value extends string | null>(wanted: Value[] | undefined, value: Value) =>
        wanted?.includes(value) ?? true;
      const expected = entries.filter(
        (one) =>
          fits(filters.actor, one.actor.id) &&
          fits(filters.action, one.action) &&
          fits<string | null>(filters.target, one.target.id) &&
          fits(filters.outcome, one.outcome),
      );
      const read: AuditEntry[] = [];
      let cursor: string | null = null;
      do {
        const wanted = { ...filters, limit, ...(cursor !== null && { cursor }) };
        const page = await store.audit.list(wanted as AuditQuery);
        read.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(read).toEqual(expected.toReversed());
    }),
    { numRuns: 60 },
  );
});

test.each([
  "update audit set outcome = 'done'",
  "delete from audit",
  "insert or replace into audit select id, 0, '', '', '', '', null, '', '[]', '' from audit",
])("the store itself refuses: %s", async (statement) => {
  const { store, directory } = await openTestStore();
  await store.audit.append(entry("1", { outcome: "refused" }));
  await store.close();
  const { sqlite, close } = openDatabase(directory);
  expect(() => sqlite.exec(statement)).toThrow(/append-only/);
  await close();
  const { store: again } = await openTestStore(directory);
  expect((await again.audit.list({})).items).toEqual([entry("1", { outcome: "refused" })]);
});

test("an entry with an id that is there is refused", async () => {
  const { store } = await openTestStore();
  await store.audit.append(entry("1"));
  await expect(store.audit.append(entry("1", { outcome: "failed" }))).rejects.toMatchObject({
    failure: "constraint",
  });
});
