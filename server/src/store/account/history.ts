import type { Kysely } from "kysely";
import * as z from "zod/mini";
import { AccountChange } from "@connect-console/shared/account";
import { type Accounts, type CopyState, noCopyYet } from "../../domain/ports/accounts.ts";
import { inBatches } from "../sqlite/batches.ts";
import type { Tables } from "../schema/tables.ts";

const shownAtMost = 200;
const StatusReasons = AccountChange.shape.statusReasons;

const State = z.object({
  startedAt: z.nullable(z.number()),
  cursor: z.nullable(z.string()),
  phase: z.enum(["accounts", "profiles"]),
  lacksProfiles: z.boolean(),
  hasHoles: z.optional(z.boolean()),
  read: z.number(),
  requests: z.number(),
  total: z.nullable(z.number()),
  steppedAt: z.nullable(z.number()),
  completeFrom: z.nullable(z.number()),
  completeAt: z.nullable(z.number()),
  nextAt: z.nullable(z.number()),
  problem: z.nullable(z.string()),
});

type History = Pick<Accounts, "addChanges" | "history" | "copyState" | "putCopyState">;

/** What the copy knows beside the accounts themselves: their changes of status, and how far the copy is. */
export function createAccountHistory(db: Kysely<Tables>): History {
  return {
    async addChanges(changes) {
      for (const some of inBatches(changes)) {
        const rows = some.map((change) => ({
          id: change.id,
          account_id: change.accountId,
          at: change.at,
          from_status: change.from,
          to_status: change.to,
          status_reasons: JSON.stringify(change.statusReasons),
        }));
        await db.insertInto("account_changes").values(rows).execute();
      }
    },
    async history(accountId) {
      const rows = await db
        .selectFrom("account_changes")
        .selectAll()
        .where("account_id", "=", accountId)
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(shownAtMost)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        accountId: row.account_id,
        at: row.at,
        from: row.from_status,
        to: row.to_status,
        statusReasons: StatusReasons.parse(JSON.parse(row.status_reasons)),
      }));
    },
    async copyState() {
      const row = await db
        .selectFrom("accounts_copy")
        .select("details")
        .where("id", "=", 1)
        .executeTakeFirst();
      // one row that the next pass writes anew: what cannot be read is no copy yet
      return (row && readState(row.details)) ?? noCopyYet;
    },
    async putCopyState(state) {
      const details = JSON.stringify(state);
      await db
        .insertInto("accounts_copy")
        .values({ id: 1, details })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ details }))
        .execute();
    },
  };
}

function readState(details: string): CopyState | undefined {
  try {
    return State.safeParse(JSON.parse(details)).data;
  } catch {
    return undefined;
  }
}
