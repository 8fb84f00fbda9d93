import { sql, type Kysely } from "kysely";
import { marksOf } from "../../domain/owner/similar-name.ts";
import { summariseOwners } from "../owner/summary.ts";
import type { Tables } from "../schema/tables.ts";

const statements = [
  "alter table owner_names add column mark text not null default ''",
  "alter table owner_names add column mark_head text",
  "alter table owner_names add column mark_tail text",
  "alter table owner_names add column chosen_at bigint",
  "drop index owner_names_folded",
  "alter table owner_names drop column folded",
  "create index owner_names_mark on owner_names (mark)",
  "create index owner_names_mark_head on owner_names (mark_head) where mark_head is not null",
  "create index owner_names_mark_tail on owner_names (mark_tail) where mark_tail is not null",
  // made anew from the names, now with a number by which the search's index knows an owner
  "drop table owners",
  `create table owners (
    number integer primary key, id text not null unique, name text not null, folded text not null, source text not null,
    accounts integer not null, search text not null)`,
  "create index owners_folded on owners (folded, id)",
  // any three characters in a row; SQLite's own, as PostgreSQL has pg_trgm
  "create virtual table owner_search using fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram')",
];

/** Marks for near-equal names, the name that a person chose, and a search by index; fills them for the owners that are there. */
export async function migrateOwners(db: Kysely<Tables>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  const names = await db.selectFrom("owner_names").select(["owner_id", "name"]).execute();
  for (const { owner_id, name } of names) {
    const { whole, head, tail } = marksOf(name);
    await db
      .updateTable("owner_names")
      .set({ mark: whole, mark_head: head, mark_tail: tail })
      .where("owner_id", "=", owner_id)
      .where("name", "=", name)
      .execute();
  }
  await summariseOwners(db, [...new Set(names.map((row) => row.owner_id))]);
}
