import type { OwnerImport, OwnerPage } from "@connect-console/shared/owner";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({
    STACKONE_REQUESTS_PER_MINUTE: "1000",
    LIMIT_REQUESTS_PER_MINUTE: "100000",
  });
});
afterAll(() => running.stop());

const send = (file: string, query = "") =>
  running.staff.ask<OwnerImport>("POST", `/api/owners/import${query}`, file, {
    "content-type": "text/csv",
  });
const search = async (q: string) =>
  (
    await running.staff.ask<OwnerPage>("GET", `/api/owners?${new URLSearchParams({ q })}`)
  ).body.items.map(({ id }) => id);

test("100,000 lines are looked through and imported while the console goes on answering", async () => {
  const rows = Array.from({ length: 100_000 }, (_, row) => `many-${row},Many ${row} Holding AG`);
  rows[49_999] = 'many-49999,"Many\nlines"';
  rows[70_000] = "many-3,Twice";
  const file = `id,name\n${rows.join("\n")}\n`;
  const imported = send(file);
  let answers = 0;
  let pending = true;
  void imported.finally(() => (pending = false));
  // C28: lists and writes go on between the batches, too
  while (pending) {
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    const [list, written] = await Promise.all([
      running.staff.ask("GET", "/api/owners?q=many"),
      running.staff.ask("POST", "/api/settings", { notifications: {} }),
    ]);
    expect([list.status, written.status]).toEqual([200, 200]);
    answers += 1;
  }
  expect(answers).toBeGreaterThan(20);
  const { status, body } = await imported;
  expect([status, body.added, body.errors, body.rows.length]).toEqual([200, 99_998, 2, 100_000]);
  expect(
    body.rows.flatMap(({ line, result, message }) => (result === "error" ? [[line, message]] : [])),
  ).toEqual([
    [50_001, "Check the name. Take out the control characters."],
    [70_003, "Line 5 names this id already."],
  ]);
  expect(await search("holding 77777")).toEqual(["many-77777"]);
  expect((await send("id,name\nmany-7,Many 7 Holding AG")).body).toMatchObject({
    added: 0,
    errors: 0,
  });
}, 300_000);

test("what was exported changes nothing when it is imported again", async () => {
  const before = await running.staff.ask<OwnerPage>("GET", "/api/owners?limit=200");
  const exported = await fetch(`${running.url}/api/owners.csv`);
  expect(exported.headers.get("content-disposition")).toContain("owners.csv");
  const { body } = await send(await exported.text(), "?renames=true");
  expect([body.added, body.renamed, body.errors]).toEqual([0, 0, 0]);
  expect(body.rows.length).toBeGreaterThan(30);
  const after = await running.staff.ask<OwnerPage>("GET", "/api/owners?limit=200");
  expect(after.body).toEqual(before.body);
  expect((await running.staff.audit("?action=owner.export")).length).toBe(1);
}, 120_000);

test("a file of more than 20 MB is refused over the wire too", async () => {
  const { status } = await send(`${"x".repeat(1023)}\n`.repeat(20 * 1024 + 1));
  expect(status).toBe(413);
});
