import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../sqlite/database.ts";
import { migrateOwners } from "./owner.ts";
import { createOwners } from "../owner/owners.ts";
import { start, temporaryDirectory } from "../testing/fixtures.ts";

test("owners that were there before are found, by text and by nearly their name", async () => {
  const { db, close } = openDatabase(temporaryDirectory());
  onTestFinished(close);
  const before = [
    "create table connect_sessions (id text, owner_id text, account_id text)",
    "create table accounts (id text primary key, owner_id text)",
    "create table connect_session_claims (account_id text, connect_session_id text)",
    "create table owners (id text primary key, name text, folded text, source text, accounts integer, search text)",
    "create table owner_names (owner_id text, name text, folded text, source text, accounts integer, added_at bigint, primary key (owner_id, name))",
    "create index owner_names_folded on owner_names (folded, owner_id)",
    "insert into owner_names values ('acme', 'Acmé Inc', 'acmeinc', 'accounts', 3, 1), ('acme', 'Former', 'former', 'staff', 0, 1)",
  ];
  for (const statement of before) await sql.raw(statement).execute(db);
  await migrateOwners(db);
  const owners = createOwners(db, { now: () => start });
  expect((await owners.list({ q: "inc former acme" })).items).toEqual([
    {
      id: "acme",
      name: "Acmé Inc",
      otherNames: [{ name: "Former", accounts: 0 }],
      source: "accounts",
      accounts: 3,
    },
  ]);
  await sql.raw("insert into accounts values ('acc-1', 'acme')").execute(db);
  expect((await owners.list({ q: "acc-1" })).items.map(({ id }) => id)).toEqual(["acme"]);
  expect(await owners.namesLike(["ACME, GmbH"])).toEqual([
    { id: "acme", name: "Acmé Inc", accounts: 3 },
  ]);
});
