import type { Kysely } from "kysely";
import type { SignIns } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";

/** Which sign-ins were ended, so that a copy of their cookie is worth nothing, after a restart too; and the ID tokens of those that were not. */
export function createSignIns(db: Kysely<Tables>): SignIns {
  return {
    async end(id, until) {
      await db
        .insertInto("ended_sign_ins")
        .values({ id, until })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
      await db.deleteFrom("sign_in_id_tokens").where("sign_in_id", "=", id).execute();
    },
    async keepIdToken(sign_in_id, sealed, until) {
      await db.insertInto("sign_in_id_tokens").values({ sign_in_id, sealed, until }).execute();
    },
    async idTokenOf(id) {
      const row = await db
        .selectFrom("sign_in_id_tokens")
        .select("sealed")
        .where("sign_in_id", "=", id)
        .executeTakeFirst();
      return row?.sealed;
    },
    async isEnded(id) {
      const row = await db
        .selectFrom("ended_sign_ins")
        .select("id")
        .where("id", "=", id)
        .executeTakeFirst();
      return row !== undefined;
    },
    async deleteOlderThan(time) {
      await db.deleteFrom("ended_sign_ins").where("until", "<", time).execute();
      await db.deleteFrom("sign_in_id_tokens").where("until", "<", time).execute();
    },
  };
}
