import { beforeEach, describe, expect, test } from "vitest";
import { applyOwnerImports } from "./apply.ts";
import { importOwners } from "./import.ts";
import { createTestConsole } from "../testing/test-console.ts";

const many = 1200;
let app: ReturnType<typeof createTestConsole>;
beforeEach(() => {
  app = createTestConsole();
});

async function* lines(count: number, name = (row: number) => `Owner ${row} of many`) {
  yield Array.from({ length: count }, (_, row) => ({
    line: row + 1,
    id: `o-${row}`,
    name: name(row),
    problem: null,
  }));
}
const send = (count: number, renames = false, name?: (row: number) => string) =>
  importOwners(app.staff(), lines(count, name), { dryRun: false, renames });
const owners = () => app.store.stored.owners().size;
const imports = () => app.audited().filter((entry) => entry.startsWith("owner.import"));

describe("C28: a large import", () => {
  test("lets others in between its batches, and is one entry of the audit", async () => {
    const transactions: number[] = [];
    const { transaction } = app.store;
    app.store.transaction = (work) => {
      transactions.push(owners());
      return transaction(work);
    };
    expect(await send(many)).toMatchObject({ added: many, errors: 0 });
    expect([owners(), imports()]).toEqual([many, ["owner.import done owner null"]]);
    expect(transactions.length).toBeGreaterThan(4);
    expect(app.store.stored.staged()).toBe(0);
  });

  test("that a full disk breaks off comes to its end later, whoever asks, with who sent it", async () => {
    app.store.failTransactions(2);
    await expect(send(many)).rejects.toMatchObject({
      code: "store_unavailable",
      detail: { hint: expect.stringContaining("goes on by itself") },
    });
    expect([owners() < many, imports()]).toEqual([true, []]);
    await Promise.all([applyOwnerImports(app.tracker), applyOwnerImports(app.tracker)]);
    expect([owners(), imports()]).toEqual([many, ["owner.import done owner null"]]);
    expect(app.store.stored.audit().at(-1)).toMatchObject({
      actor: { id: "staff-1", name: "Robin" },
      requestId: "request-1",
    });
    await applyOwnerImports(app.tracker);
    expect(imports()).toHaveLength(1);
  });

  test("that was only staged is forgotten, and nothing of it is written", async () => {
    await app.store.ownerImports.stage("half", [{ id: "a", name: "A", chosen: false }]);
    await applyOwnerImports(app.tracker);
    await app.store.ownerImports.deleteUndecided();
    expect([owners(), imports(), app.store.stored.staged()]).toEqual([0, [], 0]);
  });

  test("is refused as a whole where the directory changed while it was read", async () => {
    const { stage } = app.store.ownerImports;
    app.store.ownerImports.stage = async (...all) => {
      await app.store.owners.add({ id: "o-7", name: "Other", source: "staff" });
      return stage(...all);
    };
    await expect(send(many)).rejects.toMatchObject({ code: "conflict" });
    await applyOwnerImports(app.tracker);
    expect([owners(), imports()]).toEqual([1, ["owner.import refused owner null"]]);
  });

  test("renames, each in the audit", async () => {
    await send(many);
    const renamed = (row: number) => (row < many - 100 ? `Renamed ${row}` : `Owner ${row} of many`);
    expect(await send(many, true, renamed)).toMatchObject({ added: 0, renamed: many - 100 });
    const entries = app.audited().filter((entry) => entry.startsWith("owner.rename"));
    expect(new Set(entries).size).toBe(many - 100);
  });
});
