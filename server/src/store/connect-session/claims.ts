import type { Kysely } from "kysely";
import type { ConnectSessions } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";

/** Which row an account, or a change of one, belongs to. */
export function createClaims(
  db: Kysely<Tables>,
): Pick<ConnectSessions, "claim" | "claimsOfAccounts"> {
  return {
    async claim({ accountId, change, connectSessionId, claimedAt = null }) {
      await db
        .insertInto("connect_session_claims")
        .values({
          account_id: accountId,
          change,
          connect_session_id: connectSessionId,
          claimed_at: claimedAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const holder = await db
        .selectFrom("connect_session_claims")
        .select("connect_session_id")
        .where("account_id", "=", accountId)
        .where("change", "=", change)
        .executeTakeFirstOrThrow();
      return holder.connect_session_id === connectSessionId;
    },
    async claimsOfAccounts(accountIds) {
      if (accountIds.length === 0) return [];
      return db
        .selectFrom("connect_session_claims")
        .select([
          "account_id as accountId",
          "change",
          "connect_session_id as connectSessionId",
          "claimed_at as claimedAt",
        ])
        .where("account_id", "in", accountIds)
        .execute();
    },
  };
}
