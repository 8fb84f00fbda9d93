import type { AuditEntry } from "@connect-console/shared/audit";
import type { TimelineEntry } from "@connect-console/shared/connect-session";
import type Database from "better-sqlite3";
import type { Selectable } from "kysely";
import type { AccountDeletion } from "../../domain/ports/account-deletions.ts";
import type { Claim, ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import type { NotificationRow } from "../../domain/ports/notifications.ts";
import type { OutboxMessage } from "../../domain/ports/outbox.ts";
import { deletionFrom } from "../account/deletions.ts";
import { fromColumns } from "../connect-session/row.ts";
import { timelineEntryFrom } from "../connect-session/timeline.ts";
import { notificationFrom } from "../notification/notifications.ts";
import { outboxMessageFrom } from "../notification/outbox.ts";
import type { Tables } from "../schema/tables.ts";
import { auditEntryFrom } from "../staff/audit.ts";

/** What stands in a store, as it came in: the oldest first. */
export interface StoredRows {
  rows(): ConnectSessionRow[];
  row(id: string): ConnectSessionRow | undefined;
  timeline(connectSessionId: string): TimelineEntry[];
  claims(): Claim[];
  /** Ids of the rows whose link or token is kept. */
  secretsOf(): string[];
  audit(): AuditEntry[];
  notifications(): NotificationRow[];
  outbox(): (OutboxMessage & { state: string })[];
  deletions(): AccountDeletion[];
  /** The whole file. */
  bytes(): Buffer;
  /** Names by owner id. */
  owners(): Map<string, string[]>;
  /** Accounts of the copy, those that are gone too. */
  accounts(): number;
  /** Rows of imports that are still to be applied. */
  staged(): number;
  /** Seals this row's secrets with a key that nobody has. */
  loseKeyOf(connectSessionId: string): void;
  forgetStaff(id: string): void;
}

/** Reads the tables themselves, for what no port lists. */
export function storedIn(sqlite: Database.Database): StoredRows {
  const all = <Name extends keyof Tables>(table: Name, order = "rowid") =>
    sqlite.prepare(`select * from ${table} order by ${order}`).all() as Selectable<Tables[Name]>[];
  return {
    rows: () => all("connect_sessions").map(fromColumns),
    row: (id) => {
      const found = all("connect_sessions").find((row) => row.id === id);
      return found && fromColumns(found);
    },
    timeline: (id) =>
      all("connect_session_timeline")
        .filter((entry) => entry.connect_session_id === id)
        .map(timelineEntryFrom),
    claims: () =>
      all("connect_session_claims").map((claim) => ({
        accountId: claim.account_id,
        change: claim.change,
        connectSessionId: claim.connect_session_id,
        claimedAt: claim.claimed_at,
      })),
    secretsOf: () =>
      all("auth_links").flatMap(({ link, token, connect_session_id: id }) =>
        link === null && token === null ? [] : id,
      ),
    audit: () => all("audit").map(auditEntryFrom),
    notifications: () => all("notifications").map(notificationFrom),
    outbox: () => all("outbox").map((row) => ({ ...outboxMessageFrom(row), state: row.state })),
    bytes: () => sqlite.serialize(),
    deletions: () => all("account_deletions").map(deletionFrom),
    owners: () => {
      const names = Map.groupBy(all("owner_names"), ({ owner_id: id }) => id);
      return new Map([...names].map(([id, rows]) => [id, rows.map(({ name }) => name)]));
    },
    accounts: () => all("accounts").length,
    staged: () => all("owner_import_rows", "owner_id").length,
    loseKeyOf: (id) =>
      void sqlite
        .prepare(
          "update auth_links set link = 'x.' || link, token = 'x.' || token where connect_session_id = ?",
        )
        .run(id),
    forgetStaff: (id) => void sqlite.prepare("delete from staff where id = ?").run(id),
  };
}
