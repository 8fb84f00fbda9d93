import { sql, type Kysely } from "kysely";
import { totalTablesByHolder } from "../connect-session/totals.ts";
import type { Tables } from "../schema/tables.ts";

const statements = [
  "create table staff (id text primary key, name text not null, role text not null)",

  "alter table connect_sessions add column assignee_id text",
  "alter table connect_sessions add column assignee_name text",
  "alter table connect_sessions add column ticket text",
  "alter table connect_sessions add column holder_id text not null default ''",
  "update connect_sessions set holder_id = created_by_id",
  "create index connect_sessions_holder on connect_sessions (holder_id, created_at, id)",
  // mine is what somebody looks after, no longer what they made
  "drop index connect_sessions_mine",
  "create index connect_sessions_mine on connect_sessions (holder_id, created_at, id) where queue = 'open'",
  "drop index connect_sessions_open_rows",
  `create index connect_sessions_open_rows on connect_sessions
    (progress, expires_in, expires_at, provider, type, created_by_id, holder_id) where queue = 'open'`,
  ...totalTablesByHolder,

  "alter table accounts add column assignee_id text",
  "alter table accounts add column assignee_name text",
  "alter table accounts add column ticket text",
  "alter table accounts add column care_words text not null default ''",
  `create index accounts_assignee on accounts (assignee_id, place)
    where assignee_id is not null and place is not null`,
  `create table account_entries (
    id text primary key, account_id text not null, at bigint not null, code text not null, text text not null,
    by_id text not null, by_name text not null)`,
  "create index account_entries_newest on account_entries (account_id, at, id)",
];

/** Who looks after what, the tickets, and the directory of staff. */
export async function migrateHandOver(db: Kysely<Tables>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
