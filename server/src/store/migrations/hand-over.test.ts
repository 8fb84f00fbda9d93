import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { createLedger } from "../connect-session/ledger.ts";
import { toColumns } from "../connect-session/row.ts";
import { openDatabase } from "../sqlite/database.ts";
import { migrate, migrations } from "./all.ts";
import { start, temporaryDirectory } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";

test("rows that were there before are whose made them, listed and counted as such", async () => {
  const { db, close } = openDatabase(temporaryDirectory());
  onTestFinished(close);
  const former = Object.entries(migrations).filter(([name]) => name < "011");
  await migrate(db, Object.fromEntries(former));
  const { assignee_id, assignee_name, ticket, holder_id, snoozed_until, ...before } =
    toColumns(makeRow());
  expect(snoozed_until).toBeNull();
  expect([assignee_id, assignee_name, ticket, holder_id]).toEqual([null, null, null, "staff-1"]);
  const columns = Object.keys({ ...before, number: 1 });
  const values = Object.values({ ...before, number: 1 });
  await sql`insert into connect_sessions (${sql.raw(columns.join(", "))})
    values (${sql.join(values)})`.execute(db);
  await migrate(db);
  const ledger = createLedger(db, { now: () => start });
  const { items, tabs } = await ledger.list({ holder: ["staff-1"], now: start });
  expect(items).toMatchObject([{ assignee: null, ticket: null }]);
  expect(tabs.waiting).toBe(1);
  const [row] = items;
  if (row) await ledger.assign({ ...row, assignee: { id: "ben", name: "Ben" } });
  expect((await ledger.list({ holder: ["staff-1"], now: start })).tabs.waiting).toBe(0);
});
