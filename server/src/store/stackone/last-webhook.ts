import type { Kysely } from "kysely";
import type { Store } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";

/** When StackOne last told of anything; one row, so that it survives a restart. */
export function createWebhooks(db: Kysely<Tables>): Pick<Store, "noteWebhook" | "lastWebhookAt"> {
  return {
    async noteWebhook(at) {
      await db
        .insertInto("webhooks")
        .values({ id: 1, last_at: at })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ last_at: at }))
        .execute();
    },
    async lastWebhookAt() {
      const row = await db
        .selectFrom("webhooks")
        .select("last_at")
        .where("id", "=", 1)
        .executeTakeFirst();
      return row?.last_at ?? null;
    },
  };
}
