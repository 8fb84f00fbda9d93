import { sql, type Kysely } from "kysely";
import { searchTables, searchWords } from "../connect-session/search.ts";
import { totalTables } from "../connect-session/totals.ts";
import type { Tables } from "../schema/tables.ts";

const numbers = [
  "alter table connect_sessions add column number integer",
  `update connect_sessions set number = ordered.place from (
    select id, row_number() over (order by created_at, id) as place from connect_sessions) as ordered
    where connect_sessions.id = ordered.id`,
  "create unique index connect_sessions_number on connect_sessions (number)",
  // what the counts of the tabs read, from the index alone
  `create index connect_sessions_open_rows on connect_sessions
    (progress, expires_in, expires_at, provider, type, created_by_id) where queue = 'open'`,
  // replaced by the totals
  "drop index connect_sessions_counts",
];

/** A search by index and counts that are kept, for the rows that are there and all that come. */
export async function migrateLedgerSearch(db: Kysely<Tables>): Promise<void> {
  for (const statement of numbers) await sql.raw(statement).execute(db);
  const rows = await db.selectFrom("connect_sessions").select(["id", "search", "notes"]).execute();
  for (const { id, search, notes } of rows)
    await db
      .updateTable("connect_sessions")
      .set({ search: searchWords([search]), notes: searchWords([notes]) })
      .where("id", "=", id)
      .execute();
  for (const statement of [...searchTables, ...totalTables]) await sql.raw(statement).execute(db);
  await sql`insert into connect_sessions_text (rowid, words)
    select number, search || notes from connect_sessions`.execute(db);
}
