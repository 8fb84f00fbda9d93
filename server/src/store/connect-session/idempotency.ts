import type { Kysely } from "kysely";
import * as z from "zod/mini";
import type { Idempotency } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";

const KeptError = z.object({ code: z.string(), message: z.string(), detail: z.unknown() });

/** Which key was answered how. A later record of the same key takes the place of the earlier one. */
export function createIdempotency(db: Kysely<Tables>): Idempotency {
  return {
    async find(staffId, route, key) {
      const row = await db
        .selectFrom("idempotency")
        .selectAll()
        .where("staff_id", "=", staffId)
        .where("route", "=", route)
        .where("key", "=", key)
        .executeTakeFirst();
      if (!row) return undefined;
      return {
        staffId,
        route,
        key,
        bodyHash: row.body_hash,
        createdAt: row.created_at,
        connectSessionId: row.connect_session_id,
        error: row.error === null ? null : KeptError.parse(JSON.parse(row.error)),
      };
    },
    async put(record) {
      const answer = {
        body_hash: record.bodyHash,
        created_at: record.createdAt,
        connect_session_id: record.connectSessionId,
        error: record.error === null ? null : JSON.stringify(record.error),
      };
      await db
        .insertInto("idempotency")
        .values({ staff_id: record.staffId, route: record.route, key: record.key, ...answer })
        .onConflict((conflict) =>
          conflict.columns(["staff_id", "route", "key"]).doUpdateSet(answer),
        )
        .execute();
    },
    async deleteOlderThan(time) {
      await db.deleteFrom("idempotency").where("created_at", "<", time).execute();
    },
  };
}
