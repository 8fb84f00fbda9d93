import { NotificationKind } from "@connect-console/shared/notification";
import type { Kysely } from "kysely";
import * as z from "zod/mini";
import {
  type DeliveryState,
  nothingDelivered,
  type Outbox,
  type OutboxMessage,
} from "../../domain/ports/outbox.ts";
import { Facts } from "./notifications.ts";
import type { OutboxColumns } from "../schema/notification-tables.ts";
import type { Tables } from "../schema/tables.ts";

const Names = z.array(z.string());
const State = z.object({
  lastDeliveredAt: z.nullable(z.number()),
  failures: z.number(),
  failingSince: z.nullable(z.number()),
  nextTryAt: z.nullable(z.number()),
  problem: z.nullable(z.string()),
  stopped: z.boolean(),
  gaveUp: z.number(),
  refused: z._default(z.number(), 0),
  refusedInARow: z._default(z.number(), 0),
  lastRefusal: z._default(z.nullable(z.string()), null),
});

/** Messages that are kept until the other side has taken them. */
export function createOutbox(db: Kysely<Tables>): Outbox {
  const waiting = () => db.selectFrom("outbox").where("state", "=", "waiting");
  const change = async (id: string, set: Partial<OutboxColumns>) =>
    void (await db.updateTable("outbox").set(set).where("id", "=", id).execute());
  return {
    async put(message) {
      await db
        .insertInto("outbox")
        .values(toColumns(message))
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    async next() {
      const row = await waiting()
        .selectAll()
        .orderBy("at")
        .orderBy("id")
        .limit(1)
        .executeTakeFirst();
      return row && outboxMessageFrom(row);
    },
    async waiting() {
      const row = await waiting()
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    markUnanswered: (id, unanswered) => change(id, { unanswered: Number(unanswered) }),
    markDelivered: (id, at) => change(id, { state: "delivered", delivered_at: at }),
    markRefused: (id) => change(id, { state: "refused" }),
    async giveUpBefore(time) {
      const { numUpdatedRows } = await db
        .updateTable("outbox")
        .set({ state: "given_up" })
        .where("state", "=", "waiting")
        .where("at", "<", time)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async deleteOlderThan(time) {
      await db
        .deleteFrom("outbox")
        .where("at", "<", time)
        .where("state", "!=", "waiting")
        .execute();
    },
    ...createDelivery(db),
  };
}

function createDelivery(db: Kysely<Tables>): Pick<Outbox, "state" | "putState"> {
  return {
    async state() {
      const row = await db
        .selectFrom("outbox_delivery")
        .select("details")
        .where("id", "=", 1)
        .executeTakeFirst();
      return row ? readState(row.details) : nothingDelivered;
    },
    async putState(state) {
      const details = JSON.stringify(state);
      await db
        .insertInto("outbox_delivery")
        .values({ id: 1, details })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ details }))
        .execute();
    },
  };
}

function toColumns(message: Omit<OutboxMessage, "unanswered">): OutboxColumns {
  return {
    id: message.id,
    at: message.at,
    kind: message.kind,
    state: "waiting",
    unanswered: 0,
    delivered_at: null,
    connect_session_id: message.connectSessionId,
    account_id: message.accountId,
    facts: JSON.stringify(message.facts),
    recipients: JSON.stringify(message.recipients),
  };
}

/** The row of the table, as the port has it. */
export function outboxMessageFrom(row: OutboxColumns): OutboxMessage {
  return {
    id: row.id,
    at: row.at,
    kind: NotificationKind.parse(row.kind),
    facts: Facts.parse(JSON.parse(row.facts)),
    connectSessionId: row.connect_session_id,
    accountId: row.account_id,
    recipients: Names.parse(JSON.parse(row.recipients)),
    unanswered: row.unanswered === 1,
  };
}

/** Written anew with the next try: what cannot be read counts as nothing. */
function readState(details: string): DeliveryState {
  try {
    return State.safeParse(JSON.parse(details)).data ?? nothingDelivered;
  } catch {
    return nothingDelivered;
  }
}
