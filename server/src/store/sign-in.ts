import type { Kysely } from "kysely";
import type { SignIns } from "../domain/ports/store.ts";
import type { Tables } from "./tables.ts";

/** Which sign-ins were ended, so that a copy of their cookie is worth nothing, after a restart too. */
export function createSignIns(db: Kysely<Tables>): SignIns {
  return {
    async end(id, until) {
      await db
        .insertInto("ended_sign_ins")
        .values({ id, until })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    async isEnded(id) {
      const row = await db
        .selectFrom("ended_sign_ins")
        .select("id")
        .where("id", "=", id)
        .executeTakeFirst();
      return row !== undefined;
    },
    async forgetBefore(time) {
      await db.deleteFrom("ended_sign_ins").where("until", "<", time).execute();
    },
  };
}
