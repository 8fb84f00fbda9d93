import { sql, type Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import { migrateHandOver } from "./hand-over.ts";
import { migrateLedgerSearch } from "./ledger.ts";
import { migrateOwners } from "./owner.ts";
import { searchTables } from "../account/search.ts";
import { accountDeletionTables } from "../account/deletions.ts";
import { claimsOfLink } from "../account/creators.ts";
import { accountTables } from "../schema/account-tables.ts";
import { notificationTables } from "../schema/notification-tables.ts";
import { migrateTokenFingerprints } from "./token-fingerprint.ts";
import { ownerImportTables } from "../owner/imports.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import { stackoneAbilityTable } from "../stackone/abilities.ts";
import { stackoneAnswerTables } from "../stackone/check-answers.ts";
import type { Tables } from "../schema/tables.ts";

const firstTables = [
  `create table connect_sessions (
    id text primary key, version integer not null, lineage_id text not null, supersedes text, superseded_by text,
    owner_id text not null, owner_name text not null, provider text, account_id text, type text not null,
    progress text not null, queue text not null, created_by_id text not null, created_by_name text not null,
    created_at bigint not null, expires_in integer not null, expires_at bigint, next_look_at bigint, follow_until bigint,
    search text not null, details text not null)`,
  "create index connect_sessions_newest on connect_sessions (created_at, id)",
  "create index connect_sessions_owner on connect_sessions (owner_id, created_at, id)",
  "create index connect_sessions_provider on connect_sessions (provider, created_at, id)",
  "create index connect_sessions_type on connect_sessions (type, created_at, id)",
  "create index connect_sessions_created_by on connect_sessions (created_by_id, created_at, id)",
  "create index connect_sessions_progress on connect_sessions (progress, created_at, id)",
  "create index connect_sessions_lineage on connect_sessions (lineage_id, created_at, id)",
  "create index connect_sessions_queue on connect_sessions (queue, created_at, id)",
  "create index connect_sessions_counts on connect_sessions (progress) where superseded_by is null",
  "create index connect_sessions_due on connect_sessions (next_look_at) where next_look_at is not null",
  "create index connect_sessions_followed on connect_sessions (owner_id, follow_until) where follow_until is not null",
  "create index connect_sessions_open on connect_sessions (owner_id, progress)",

  `create table connect_session_timeline (
    id text primary key, connect_session_id text not null references connect_sessions (id), at bigint not null,
    progress text not null, evidence text not null, code text, text text not null, by_id text, by_name text)`,
  "create index connect_session_timeline_newest on connect_session_timeline (connect_session_id, at, id)",

  `create table connect_session_claims (
    account_id text not null, change text not null, connect_session_id text not null references connect_sessions (id),
    primary key (account_id, change))`,

  `create table auth_links (
    connect_session_id text primary key references connect_sessions (id), fingerprint text not null, link text, token text)`,
  "create index auth_links_fingerprint on auth_links (fingerprint)",

  `create table owners (
    id text primary key, name text not null, folded text not null, source text not null, accounts integer not null,
    search text not null)`,
  "create index owners_folded on owners (folded, id)",
  `create table owner_names (
    owner_id text not null, name text not null, folded text not null, source text not null, accounts integer not null,
    added_at bigint not null, primary key (owner_id, name))`,
  "create index owner_names_folded on owner_names (folded, owner_id)",

  `create table audit (
    id text primary key, at bigint not null, actor_id text not null, actor_name text not null, action text not null,
    target_kind text not null, target_id text, outcome text not null, fields text not null, request_id text not null)`,
  "create index audit_newest on audit (at, id)",
  "create index audit_actor on audit (actor_id, at, id)",
  "create index audit_action on audit (action, at, id)",
  "create index audit_target on audit (target_id, at, id)",
  "create trigger audit_no_update before update on audit begin select raise(abort, 'the audit is append-only'); end",
  "create trigger audit_no_delete before delete on audit begin select raise(abort, 'the audit is append-only'); end",

  `create table idempotency (
    staff_id text not null, route text not null, key text not null, body_hash text not null, created_at bigint not null,
    connect_session_id text, error text, primary key (staff_id, route, key))`,
  "create index idempotency_created on idempotency (created_at)",

  "create table upstream (id integer primary key, host text not null, project_id text not null)",
];

const webhooks = [
  "create table webhooks (id integer primary key, last_at bigint not null)",
  "create index connect_sessions_account on connect_sessions (account_id) where account_id is not null",
];

const openOfOwner =
  "create index connect_sessions_open_of_owner on connect_sessions (owner_id, queue, created_at, id)";

const stackoneIds = [
  "alter table connect_sessions add column stackone_id text",
  "update connect_sessions set stackone_id = json_extract(details, '$.stackoneId')",
  "create index connect_sessions_stackone_id on connect_sessions (stackone_id) where stackone_id is not null",
];

const notes = [
  "alter table connect_sessions add column notes text not null default ''",
  "create index connect_sessions_mine on connect_sessions (created_by_id, created_at, id) where queue = 'open'",
];

const endedSignIns = "create table ended_sign_ins (id text primary key, until bigint not null)";
const idTokens =
  "create table sign_in_id_tokens (sign_in_id text primary key, sealed text not null, until bigint not null)";

/** When a change was counted; of claims that are there it is when their row was connected, near enough by either clock. */
const claimTimes = [
  "alter table connect_session_claims add column claimed_at bigint",
  `update connect_session_claims set claimed_at = (
    select json_extract(details, '$.memory.connectedAt') from connect_sessions
    where connect_sessions.id = connect_session_id)`,
];

const snooze = [
  "alter table connect_sessions add column snoozed_until bigint",
  "drop index connect_sessions_open_rows",
  `create index connect_sessions_open_rows on connect_sessions
    (progress, expires_in, expires_at, snoozed_until, provider, type, created_by_id, holder_id) where queue = 'open'`,
];

/** In order; one that was released is never edited. */
export const migrations: Record<string, Migration> = {
  "001-first-tables": {
    async up(db) {
      for (const statement of firstTables) await sql.raw(statement).execute(db);
    },
  },
  "002-foreign-api-keys": {
    async up(db) {
      await sql.raw("create table foreign_api_keys (fingerprint text primary key)").execute(db);
    },
  },
  "003-webhooks": {
    async up(db) {
      for (const statement of webhooks) await sql.raw(statement).execute(db);
    },
  },
  "003a-open-links-of-owner": {
    async up(db) {
      await sql.raw(openOfOwner).execute(db);
    },
  },
  "004-accounts-copy": {
    async up(db) {
      for (const statement of [...accountTables, ...searchTables])
        await sql.raw(statement).execute(db);
    },
  },
  "006-notes": {
    async up(db) {
      for (const statement of notes) await sql.raw(statement).execute(db);
    },
  },
  "007-owners": { up: migrateOwners },
  "008-stackone-ids": {
    async up(db) {
      for (const statement of stackoneIds) await sql.raw(statement).execute(db);
    },
  },
  "009-ended-sign-ins": {
    async up(db) {
      await sql.raw(endedSignIns).execute(db);
    },
  },
  "010-ledger-search": { up: migrateLedgerSearch },
  "011-hand-over": { up: migrateHandOver },
  "012-audit-outcomes": {
    async up(db) {
      await sql.raw("create index audit_outcome on audit (outcome, at, id)").execute(db);
    },
  },
  "012a-account-deletions": {
    async up(db) {
      for (const statement of accountDeletionTables) await sql.raw(statement).execute(db);
    },
  },
  "013-notifications": {
    async up(db) {
      for (const statement of notificationTables) await sql.raw(statement).execute(db);
    },
  },
  "014-stackone-abilities": {
    async up(db) {
      await sql.raw(stackoneAbilityTable).execute(db);
    },
  },
  "022-stackone-answers": {
    async up(db) {
      for (const statement of stackoneAnswerTables) await sql.raw(statement).execute(db);
    },
  },
  "015-claim-times": {
    async up(db) {
      for (const statement of claimTimes) await sql.raw(statement).execute(db);
    },
  },
  "015a-timeline-since": {
    async up(db) {
      await sql.raw("alter table connect_session_timeline add column since bigint").execute(db);
    },
  },
  "017-snooze": {
    async up(db) {
      for (const statement of snooze) await sql.raw(statement).execute(db);
    },
  },
  "017a-owner-imports": {
    async up(db) {
      for (const statement of ownerImportTables) await sql.raw(statement).execute(db);
    },
  },
  "016-store-probe": {
    async up(db) {
      await sql.raw("create table store_probe (id integer primary key, filling text)").execute(db);
    },
  },
  "019-sign-in-id-tokens": {
    async up(db) {
      await sql.raw(idTokens).execute(db);
    },
  },
  "020-token-fingerprints": { up: migrateTokenFingerprints },
  "018-claims-of-a-link": {
    async up(db) {
      await sql.raw(claimsOfLink).execute(db);
    },
  },
};

/** Brings the tables to this console's version; a store written by a newer console is refused. */
export async function migrate(
  db: Kysely<Tables>,
  all: Record<string, Migration> = migrations,
): Promise<void> {
  const provider = { getMigrations: async () => all };
  // each has its own tables, so a store that was written between two of them takes the one that it lacks
  const migrator = new Migrator({ db, provider, allowUnorderedMigrations: true });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof StoreError) throw error;
  if (error !== undefined) {
    throw new StoreError(
      "unreadable",
      `the store cannot be brought to this version: ${error instanceof Error ? error.message : "unknown error"}`,
      { cause: error },
    );
  }
}
