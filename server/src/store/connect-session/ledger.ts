import { openProgress } from "@connect-console/shared/connect-session";
import { sql, type Kysely } from "kysely";
import type { Queue } from "../../domain/connect-session/tabs.ts";
import type { Clock } from "../../domain/ports/clock.ts";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import type { ConnectSessions } from "../../domain/ports/store.ts";
import { dismissible } from "../../domain/connect-session/attention.ts";
import { inTab } from "./filter.ts";
import { listRows, pageRows } from "./list.ts";
import { inReach } from "./reach.ts";
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

/** A person is shown the newest one; a few more, so that each account of the owner may find its own. */
const openLinksAtMost = 5;
const ofAccountAtMost = 200;

/** The rows themselves. */
export function createLedger(db: Kysely<Tables>, clock: Clock): Ledger {
  const rows = () => db.selectFrom("connect_sessions").selectAll();
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
    update: (row) => write(row, changing),
    assign: (row) => write(row, [...changing, ...handed]),
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
    async due(now, limit) {
      const found = await rows()
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
    async openFor(ownerId, reach, accountId) {
      // one queue at a time, because the index is in order within a queue; a queue holds none that is superseded
      const newestIn = (queue: Queue) =>
        rows()
          .where("owner_id", "=", ownerId)
          .where("queue", "=", queue)
          .where("progress", "in", ["creating", ...openProgress])
          .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", clock.now())]))
          .where((eb) => {
            const reached = inReach(reach);
            if (accountId === null) return reached;
            // a link to another account of the same provider is no second link
            return eb.or([
              eb("account_id", "=", accountId),
              eb.and([reached, eb("account_id", "is", null)]),
            ]);
          })
          .orderBy("created_at", "desc")
          .orderBy("id", "desc")
          .limit(openLinksAtMost)
          .execute();
      const found = [...(await newestIn("creating")), ...(await newestIn("open"))];
      return found.map(fromColumns);
    },
    async openOfOwners(ownerIds) {
      const found = await rows()
        .where("owner_id", "in", ownerIds)
        .where("progress", "in", openProgress)
        .where("superseded_by", "is", null)
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .execute();
      return found.map(fromColumns);
    },
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
    async leftCreating() {
      return (await rows().where("progress", "=", "creating").execute()).map(fromColumns);
    },
    async unknownOfOwner(ownerId) {
      const found = await rows()
        .where("owner_id", "=", ownerId)
        .where("queue", "=", "open")
        .where("progress", "in", dismissible)
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
