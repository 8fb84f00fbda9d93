import { openProgress } from "@connect-console/shared/connect-session";
import type { Kysely } from "kysely";
import type { ConnectSessions } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";
import { fromColumns } from "./row.ts";

type FollowedRows = Pick<
  ConnectSessions,
  "followedOfOwner" | "followedOfAccount" | "due" | "checkAllBy" | "nextDueAt"
>;

/** The rows that StackOne is still asked about, and when. */
export function createFollowedRows(db: Kysely<Tables>): FollowedRows {
  const rows = () => db.selectFrom("connect_sessions").selectAll();
  return {
    async followedOfOwner(ownerId, now) {
      const open = rows().where("owner_id", "=", ownerId).where("progress", "in", openProgress);
      const followed = rows()
        .where("owner_id", "=", ownerId)
        .where("follow_until", ">", now)
        .where("progress", "not in", openProgress);
      const found = [...(await open.execute()), ...(await followed.execute())];
      return found.map(fromColumns).toSorted((one, other) => other.createdAt - one.createdAt);
    },
    async followedOfAccount(accountId, now) {
      const claims = await db
        .selectFrom("connect_session_claims")
        .select("connect_session_id")
        .where("account_id", "=", accountId)
        .execute();
      const claimed = claims.map((claim) => claim.connect_session_id);
      const found = await rows()
        .where((eb) =>
          eb.or([
            eb("account_id", "=", accountId),
            ...(claimed.length > 0 ? [eb("id", "in", claimed)] : []),
          ]),
        )
        .where((eb) => eb.or([eb("progress", "in", openProgress), eb("follow_until", ">", now)]))
        .execute();
      return found.map(fromColumns);
    },
    ...createDueRows(db),
  };
}

function createDueRows(db: Kysely<Tables>): Pick<FollowedRows, "due" | "checkAllBy" | "nextDueAt"> {
  return {
    async due(now, limit) {
      const found = await db
        .selectFrom("connect_sessions")
        .selectAll()
        .where("next_look_at", "<=", now)
        .orderBy("next_look_at")
        .limit(limit)
        .execute();
      return found.map(fromColumns);
    },
    async checkAllBy(time) {
      const moved = await db
        .updateTable("connect_sessions")
        .set({ next_look_at: time })
        .where("next_look_at", ">", time)
        .executeTakeFirst();
      return Number(moved.numUpdatedRows);
    },
    async nextDueAt() {
      const first = await db
        .selectFrom("connect_sessions")
        .select("next_look_at")
        .where("next_look_at", "is not", null)
        .orderBy("next_look_at")
        .limit(1)
        .executeTakeFirst();
      return first?.next_look_at ?? null;
    },
  };
}
