import type { AuditEntry } from "@connect-console/shared/audit";
import type { AccountEntry } from "@connect-console/shared/account";
import type { TimelineEntry } from "@connect-console/shared/connect-session";
import type { Assignment } from "@connect-console/shared/hand-over";
import type { Owner } from "@connect-console/shared/owner";
import type { Colleague } from "@connect-console/shared/staff";
import type { AccountDeletion } from "../ports/account-deletions.ts";
import type { ConnectSessionRow, Claim } from "../ports/connect-sessions.ts";
import type { CopiedAccount, CopyState, StatusChange } from "../ports/accounts.ts";
import type { OwnerImportJob, StagedOwner } from "../ports/owner-imports.ts";
import type { IdempotencyRecord } from "../ports/store.ts";
import type { NotificationChoices, NotificationRow } from "../ports/notifications.ts";
import { type DeliveryState, type OutboxMessage } from "../ports/outbox.ts";

/** Everything that a store keeps, for a test to look at. */
export interface MemoryState extends NotificationState {
  rows: Map<string, ConnectSessionRow>;
  timelines: Map<string, TimelineEntry[]>;
  secrets: Map<string, { authLink: string; token: string }>;
  /** tokens whose link was wiped */
  tokens: Map<string, string>;
  /** rows whose secrets cannot be decrypted any more */
  unreadable: Set<string>;
  /** auth link → connect session, which outlives the wipe */
  links: Map<string, string>;
  claims: Claim[];
  owners: Map<string, { source: Owner["source"]; names: Map<string, number>; chosen?: string }>;
  ownerImports: { job: OwnerImportJob; decided: boolean; rows: StagedOwner[] }[];
  accounts: Map<string, CopiedAccount>;
  accountChanges: StatusChange[];
  accountAssignments: Map<string, Assignment>;
  accountEntries: Map<string, AccountEntry[]>;
  deletions: AccountDeletion[];
  copy: CopyState | undefined;
  audit: AuditEntry[];
  idempotency: Map<string, IdempotencyRecord>;
  upstream: { host: string; projectId: string } | undefined;
  foreignKeys: Set<string>;
  endedSignIns: Map<string, number>;
  idTokens: Map<string, { sealed: string; until: number }>;
  staff: Map<string, Colleague>;
  lastWebhookAt: number | null;
}

/** What a memory store keeps of notifications. */
export interface NotificationState {
  notifications: NotificationRow[];
  choices: Map<string, NotificationChoices>;
  outbox: (OutboxMessage & { state: "waiting" | "delivered" | "refused" | "given_up" })[];
  delivery: DeliveryState;
}
