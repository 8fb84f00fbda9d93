import { NotificationKind } from "@connect-console/shared/notification";
import { sql, type Kysely } from "kysely";
import * as z from "zod/mini";
import type { NotificationRow, Notifications } from "../../domain/ports/notifications.ts";
import type { NotificationFacts } from "../../domain/ports/notification-facts.ts";
import { defaultLimit, positionOf, toPage } from "../sqlite/cursor.ts";
import type { NotificationColumns } from "../schema/notification-tables.ts";
import type { Tables } from "../schema/tables.ts";

const countedAtMost = 1000;

/** What the sentences are made of, as it was written. */
export const Facts = z.custom<NotificationFacts>(
  (value) => typeof value === "object" && value !== null,
);

/** What people are told, and of what they want to be told. */
export function createNotifications(db: Kysely<Tables>): Notifications {
  return {
    async add(rows) {
      if (rows.length === 0) return [];
      const added = await db
        .insertInto("notifications")
        .values(rows.map(toColumns))
        .onConflict((conflict) => conflict.columns(["event_id", "staff_id"]).doNothing())
        .returning("staff_id")
        .execute();
      return added.map((row) => row.staff_id);
    },
    async list({ staffId, unread, cursor, limit = defaultLimit }) {
      let select = ofStaff(db, staffId).selectAll();
      if (unread) select = select.where("read_at", "is", null);
      if (cursor !== undefined) {
        const [at, id] = positionOf(cursor, "number");
        select = select.where(sql<boolean>`(at, id) < (${at}, ${id})`);
      }
      const found = await select
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(limit + 1)
        .execute();
      return toPage(found, limit, notificationFrom, (row) => [row.at, row.id]);
    },
    ...createUnread(db),
    ...createChoices(db),
    async deleteOlderThan(time) {
      await db.deleteFrom("notifications").where("at", "<", time).execute();
    },
  };
}

function ofStaff(db: Kysely<Tables>, staffId: string) {
  return db.selectFrom("notifications").where("staff_id", "=", staffId);
}

/** What a person has not read yet. */
function createUnread(db: Kysely<Tables>): Pick<Notifications, "count" | "markRead"> {
  return {
    async count(staffId) {
      const some = await ofStaff(db, staffId)
        .select("id")
        .where("read_at", "is", null)
        .limit(countedAtMost)
        .execute();
      const newest = await ofStaff(db, staffId)
        .select("id")
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return { unread: some.length, newestId: newest?.id ?? null };
    },
    async markRead(staffId, which, at) {
      let update = db
        .updateTable("notifications")
        .set({ read_at: at })
        .where("staff_id", "=", staffId)
        .where("read_at", "is", null);
      if ("ids" in which) update = update.where("id", "in", which.ids);
      else if ("connectSessionId" in which)
        update = update.where("connect_session_id", "=", which.connectSessionId);
      else if ("accountId" in which) update = update.where("account_id", "=", which.accountId);
      else {
        const last = await ofStaff(db, staffId)
          .select(["at", "id"])
          .where("id", "=", which.upTo)
          .executeTakeFirst();
        if (!last) return 0;
        update = update.where(sql<boolean>`(at, id) <= (${last.at}, ${last.id})`);
      }
      return Number((await update.executeTakeFirst()).numUpdatedRows);
    },
  };
}

/** What each person chose to be told of, and where. */
function createChoices(db: Kysely<Tables>): Pick<Notifications, "choices" | "putChoices"> {
  return {
    async choices(staffIds) {
      const rows = await db
        .selectFrom("notification_choices")
        .selectAll()
        .where("staff_id", "in", staffIds)
        .execute();
      const byStaff = Map.groupBy(rows, (row) => row.staff_id);
      return new Map(
        [...byStaff].map(([id, some]) => [
          id,
          Object.fromEntries(
            some.map((row) => [
              row.kind,
              { console: row.console === 1, webhook: row.webhook === 1 },
            ]),
          ),
        ]),
      );
    },
    async putChoices(staffId, choices) {
      for (const [kind, choice] of Object.entries(choices)) {
        const set = { console: Number(choice.console), webhook: Number(choice.webhook) };
        await db
          .insertInto("notification_choices")
          .values({ staff_id: staffId, kind, ...set })
          .onConflict((conflict) => conflict.columns(["staff_id", "kind"]).doUpdateSet(set))
          .execute();
      }
    },
  };
}

function toColumns(row: NotificationRow): NotificationColumns {
  return {
    id: row.id,
    event_id: row.eventId,
    staff_id: row.staffId,
    kind: row.kind,
    at: row.at,
    read_at: row.readAt,
    connect_session_id: row.connectSessionId,
    account_id: row.accountId,
    facts: JSON.stringify(row.facts),
  };
}

/** The row of the table, as the port has it. */
export function notificationFrom(row: NotificationColumns): NotificationRow {
  return {
    id: row.id,
    eventId: row.event_id,
    staffId: row.staff_id,
    kind: NotificationKind.parse(row.kind),
    at: row.at,
    readAt: row.read_at,
    connectSessionId: row.connect_session_id,
    accountId: row.account_id,
    facts: Facts.parse(JSON.parse(row.facts)),
  };
}
