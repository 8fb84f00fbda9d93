import { sql, type Kysely } from "kysely";
import type { Clock } from "../../domain/ports/clock.ts";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import type { ConnectSessions } from "../../domain/ports/store.ts";
import { inTab } from "./filter.ts";
import { listRows, pageRows } from "./list.ts";
import { createFollowedRows } from "./followed-rows.ts";
import { createOpenRows } from "./open-rows.ts";
import { fromColumns, toColumns } from "./row.ts";
import { peopleIn } from "../staff/people.ts";
import type { ConnectSessionColumns, NewConnectSessionColumns, Tables } from "../schema/tables.ts";

type Ledger = Omit<
  ConnectSessions,
  | "addTimeline"
  | "addNote"
  | "timeline"
  | "keepSecrets"
  | "readSecrets"
  | "readToken"
  | "wipeLink"
  | "wipeSecrets"
  | "secretsEndedBy"
  | "unreadableSecrets"
  | "ofSecrets"
  | "isSecretIn"
  | "claim"
  | "claimsOfAccounts"
>;

const ofAccountAtMost = 200;

/** The rows themselves. */
export function createLedger(db: Kysely<Tables>, clock: Clock): Ledger {
  const rows = () => db.selectFrom("connect_sessions").selectAll();
  return {
    ...createWriting(db),
    ...createFollowedRows(db),
    ...createOpenRows(db, clock),
    async get(id) {
      const found = await rows().where("id", "=", id).executeTakeFirst();
      return found && fromColumns(found);
    },
    async ofStackOneId(stackoneId) {
      const found = await rows()
        .where("stackone_id", "=", stackoneId)
        .orderBy("created_at", "desc")
        .limit(1)
        .executeTakeFirst();
      return found && fromColumns(found);
    },
    list: (query) => listRows(db, query),
    page: (query) => pageRows(db, query),
    async oldestInAttention({ holder, now, after }) {
      let select = rows()
        .where("holder_id", "=", holder)
        .where(inTab({ tab: "attention", now }));
      if (after)
        select = select.where(sql<boolean>`(created_at, id) > (${after.createdAt}, ${after.id})`);
      const found = await select.orderBy("created_at").orderBy("id").limit(1).executeTakeFirst();
      return found && fromColumns(found);
    },
    creators: () => peopleIn(db, "connect_sessions", "created_by", "created_at"),
    async ofAccount(accountId) {
      const claimed = db
        .selectFrom("connect_session_claims")
        .select("connect_session_id")
        .where("account_id", "=", accountId);
      const found = await rows()
        .where((eb) => eb.or([eb("account_id", "=", accountId), eb("id", "in", claimed)]))
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(ofAccountAtMost)
        .execute();
      return found.map(fromColumns);
    },
    async lineage(lineageId) {
      const found = await rows()
        .where("lineage_id", "=", lineageId)
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return found.map(fromColumns);
    },
  };
}

/** A row is written only over the version that was read. */
function createWriting(db: Kysely<Tables>): Pick<Ledger, "insert" | "update" | "assign"> {
  const write = async (
    row: ConnectSessionRow,
    names: readonly (keyof NewConnectSessionColumns)[],
  ): Promise<ConnectSessionRow | null> => {
    const next = { ...row, version: row.version + 1 };
    const columns = toColumns(next);
    const result = await db
      .updateTable("connect_sessions")
      .set(Object.fromEntries(names.map((name) => [name, columns[name]])))
      .where("id", "=", row.id)
      .where("version", "=", row.version)
      .executeTakeFirst();
    return result.numUpdatedRows === 0n ? null : next;
  };
  return {
    async insert(row) {
      const number = sql<number>`(select coalesce(max(number), 0) + 1 from connect_sessions)`;
      await db
        .insertInto("connect_sessions")
        .values({ ...toColumns(row), number })
        .execute();
    },
    update: (row) => write(row, changing),
    assign: (row) => write(row, [...changing, ...handed]),
  };
}

/** What may change once a row is written: SQLite writes every index anew of which a column is set. */
const changing = [
  "version",
  "superseded_by",
  "progress",
  "queue",
  "expires_at",
  "next_look_at",
  "follow_until",
  "snoozed_until",
  "stackone_id",
  "search",
  "details",
] as const satisfies (keyof ConnectSessionColumns)[];
/** What a hand-over changes besides. */
const handed = [
  "assignee_id",
  "assignee_name",
  "ticket",
  "holder_id",
] as const satisfies (keyof ConnectSessionColumns)[];
