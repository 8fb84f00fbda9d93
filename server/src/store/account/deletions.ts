import type { Kysely } from "kysely";
import type { AccountDeletion, AccountDeletions } from "../../domain/ports/account-deletions.ts";
import type { Tables } from "../schema/tables.ts";
import type { AccountDeletionColumns } from "../schema/account-tables.ts";

export const accountDeletionTables = [
  `create table account_deletions (
    id text primary key, account_id text not null, by_id text not null, by_name text not null, request_id text not null,
    asked_at bigint not null, state text not null, message text)`,
  "create index account_deletions_newest on account_deletions (account_id, asked_at, id)",
  // one at a time for an account, whoever asks
  "create unique index account_deletions_asked on account_deletions (account_id) where state = 'asked'",
];

/** Deletions of accounts, written before StackOne is asked and completed after. */
export function createAccountDeletions(db: Kysely<Tables>): AccountDeletions {
  return {
    async insert(deletion) {
      await db.insertInto("account_deletions").values(toColumns(deletion)).execute();
    },
    async finish({ id, state, message }) {
      await db
        .updateTable("account_deletions")
        .set({ state, message })
        .where("id", "=", id)
        .execute();
    },
    async newestOf(accountId) {
      const row = await db
        .selectFrom("account_deletions")
        .selectAll()
        .where("account_id", "=", accountId)
        .orderBy("asked_at", "desc")
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && deletionFrom(row);
    },
    async leftAsked() {
      const rows = await db
        .selectFrom("account_deletions")
        .selectAll()
        .where("state", "=", "asked")
        .orderBy("id")
        .execute();
      return rows.map(deletionFrom);
    },
  };
}

function toColumns(deletion: AccountDeletion): AccountDeletionColumns {
  return {
    id: deletion.id,
    account_id: deletion.accountId,
    by_id: deletion.by.id,
    by_name: deletion.by.name,
    request_id: deletion.requestId,
    asked_at: deletion.askedAt,
    state: deletion.state,
    message: deletion.message,
  };
}

/** The row of the table, as the port has it. */
export function deletionFrom(row: AccountDeletionColumns): AccountDeletion {
  return {
    id: row.id,
    accountId: row.account_id,
    by: { id: row.by_id, name: row.by_name },
    requestId: row.request_id,
    askedAt: row.asked_at,
    state: row.state,
    message: row.message,
  };
}
