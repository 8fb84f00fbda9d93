import { noteCode } from "@connect-console/shared/internal-note";
import type { Kysely } from "kysely";
import type { Accounts } from "../../domain/ports/accounts.ts";
import { fromAccountColumns } from "./row.ts";
import { addWords, assignmentWordsOf, textOf } from "./search.ts";
import { inBatches } from "../sqlite/batches.ts";
import type { Tables } from "../schema/tables.ts";

const shownAtMost = 200;

type AccountAssignment = Pick<Accounts, "assignments" | "assign" | "addEntry" | "entries">;

/** Who looks after accounts, and what staff wrote down about them. */
export function createAccountAssignment(db: Kysely<Tables>): AccountAssignment {
  return {
    async assignments(ids) {
      const rows = [];
      for (const some of inBatches(ids))
        rows.push(
          ...(await db
            .selectFrom("accounts")
            .select(["id", "assignee_id", "assignee_name", "ticket"])
            .where("id", "in", some)
            .execute()),
        );
      return new Map(
        rows.map(({ id, assignee_id, assignee_name, ticket }) => [
          id,
          { assignee: referenceOf(assignee_id, assignee_name), ticket },
        ]),
      );
    },
    async assign(accountId, { assignee, ticket }) {
      await db
        .updateTable("accounts")
        .set({ assignee_id: assignee?.id ?? null, assignee_name: assignee?.name ?? null, ticket })
        .where("id", "=", accountId)
        .execute();
      await putWords(db, accountId);
    },
    async addEntry(accountId, { at, by, ...entry }) {
      const time = Date.parse(at);
      await db
        .insertInto("account_entries")
        .values({ ...entry, account_id: accountId, at: time, by_id: by.id, by_name: by.name })
        .execute();
      await putWords(db, accountId);
    },
    async entries(accountId) {
      const rows = await newestEntries(db, accountId).limit(shownAtMost).execute();
      return rows.map(({ id, at, code, text, by_id, by_name }) => ({
        id,
        at: new Date(at).toISOString(),
        code,
        text,
        by: { id: by_id, name: by_name },
      }));
    },
  };
}

/** Somebody named in two columns. */
export function referenceOf(
  id: string | null,
  name: string | null,
): { id: string; name: string } | null {
  return id === null || name === null ? null : { id, name };
}

function newestEntries(db: Kysely<Tables>, accountId: string) {
  return db
    .selectFrom("account_entries")
    .selectAll()
    .where("account_id", "=", accountId)
    .orderBy("at", "desc")
    .orderBy("id", "desc");
}

/** The search finds the ticket of now and every note. */
async function putWords(db: Kysely<Tables>, accountId: string): Promise<void> {
  const notes = await newestEntries(db, accountId).where("code", "=", noteCode).execute();
  const row = await db
    .selectFrom("accounts")
    .selectAll()
    .where("id", "=", accountId)
    .executeTakeFirst();
  if (!row) return;
  const care_words = assignmentWordsOf(
    [row.ticket ?? "", ...notes.map(({ text }) => text)].join(" "),
  );
  await db.updateTable("accounts").set({ care_words }).where("id", "=", accountId).execute();
  // a gone account stands in no list
  if (row.place !== null)
    await addWords(db, row.place, textOf(fromAccountColumns(row)) + care_words);
}
