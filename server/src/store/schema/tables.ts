import type { Generated, Insertable, Selectable } from "kysely";
import type { Role } from "@connect-console/shared/staff";
import type { Progress } from "@connect-console/shared/connect-session";
import type {
  AccountDeletionColumns,
  AccountChangeColumns,
  AccountEntryColumns,
  AccountGroupColumns,
  AccountTable,
} from "./account-tables.ts";
import type { Queue } from "../../domain/connect-session/tabs.ts";
import type { NotificationColumns, OutboxColumns } from "./notification-tables.ts";

/** The tables. Text and integers only (JSON as text, epoch ms, 0/1), so that PostgreSQL can hold the same ones. */
export interface Tables {
  connect_sessions: ConnectSessionTable;
  connect_session_totals: LedgerTotalColumns;
  connect_session_timeline: TimelineColumns;
  connect_session_claims: {
    account_id: string;
    change: string;
    connect_session_id: string;
    claimed_at: number | null;
  };
  auth_links: AuthLinkColumns;
  /** by which a half of a token is known; as long as the token is held */
  auth_link_pieces: { fingerprint: string; connect_session_id: string };
  owners: OwnerColumns;
  owner_names: OwnerNameColumns;
  owner_imports: OwnerImportColumns;
  owner_import_rows: OwnerImportRowColumns;
  audit: AuditColumns;
  idempotency: IdempotencyColumns;
  upstream: { id: number; host: string; project_id: string };
  /** API keys of other projects, by fingerprint */
  foreign_api_keys: { fingerprint: string };
  /** always empty; what is written to it tells whether the disk takes more */
  store_probe: { id: number; filling: string };
  webhooks: { id: number; last_at: number };
  stackone_abilities: StackOneAbilityColumns;
  stackone_answers: StackOneAnswerColumns;
  stackone_check_run: StackOneCheckRunColumns;
  accounts: AccountTable;
  account_groups: AccountGroupTable;
  account_changes: AccountChangeColumns;
  account_deletions: AccountDeletionColumns;
  /** one row: how far the copy of the accounts is, as JSON */
  accounts_copy: { id: number; details: string };
  account_entries: AccountEntryColumns;
  ended_sign_ins: { id: string; until: number };
  /** the provider's ID token of a sign-in, sealed */
  sign_in_id_tokens: { sign_in_id: string; sealed: string; until: number };
  /** everybody whom the console has seen sign in */
  staff: { id: string; name: string; role: Role };
  notifications: NotificationColumns;
  /** what a person chose, kind by kind; 0 or 1 */
  notification_choices: { staff_id: string; kind: string; console: number; webhook: number };
  outbox: OutboxColumns;
  /** one row: how delivery stands, as JSON */
  outbox_delivery: { id: number; details: string };
}

export type ConnectSessionColumns = Selectable<ConnectSessionTable>;
export type NewConnectSessionColumns = Insertable<ConnectSessionTable>;

type AccountGroupTable = Omit<AccountGroupColumns, "id"> & { id: Generated<number> };

/** Own columns for what is queried; everything else is JSON in `details`. */
interface ConnectSessionTable {
  id: string;
  version: number;
  lineage_id: string;
  supersedes: string | null;
  superseded_by: string | null;
  owner_id: string;
  owner_name: string;
  provider: string | null;
  account_id: string | null;
  type: "production" | "test";
  progress: Progress;
  queue: Queue;
  created_by_id: string;
  created_by_name: string;
  assignee_id: string | null;
  assignee_name: string | null;
  ticket: string | null;
  /** the assignee, else who made it: whose row it is in lists */
  holder_id: string;
  created_at: number;
  /** seconds */
  expires_in: number;
  expires_at: number | null;
  next_look_at: number | null;
  follow_until: number | null;
  /** epoch ms until which an open row needs nobody, as far as its clock goes (`snoozedUntil` of the domain) */
  snoozed_until: number | null;
  stackone_id: string | null;
  /** grows from row to row; by it the search's index knows a row (connect-session-search.ts) */
  number: Generated<number>;
  /** the words in which a search looks */
  search: string;
  /** the words of the notes, in which a search looks too */
  notes: Generated<string>;
  details: string;
}

export interface TimelineColumns {
  id: string;
  connect_session_id: string;
  at: number;
  /** begin of the span in which it happened; null: `at` is the moment */
  since: number | null;
  progress: Progress;
  evidence: "staff" | "attempt" | "account" | "webhook" | "clock";
  code: string | null;
  text: string;
  by_id: string | null;
  by_name: string | null;
}

/** Link and token, sealed; both null after the wipe. The fingerprints stay, so that a pasted link or token is found later. */
interface AuthLinkColumns {
  connect_session_id: string;
  fingerprint: string;
  /** null where the token was wiped before there were such fingerprints */
  token_fingerprint: string | null;
  link: string | null;
  token: string | null;
}

/** One row an id, made from its names whenever they change; it is what the list pages through. */
interface OwnerColumns {
  /** given by the store; by it `owner_search` knows the owner */
  number: Generated<number>;
  id: string;
  name: string;
  folded: string;
  source: "accounts" | "staff" | "import";
  accounts: number;
  search: string;
}

/** Every pair of id and exact name. */
export interface OwnerNameColumns {
  owner_id: string;
  name: string;
  source: "accounts" | "staff" | "import";
  accounts: number;
  added_at: number;
  /** by what near-equal names are found (domain/near-equal-name.ts) */
  mark: string;
  mark_head: string | null;
  mark_tail: string | null;
  /** epoch ms; a person made it the owner's name, whatever the numbers of accounts say */
  chosen_at: number | null;
}

export interface AuditColumns {
  id: string;
  at: number;
  actor_id: string;
  actor_name: string;
  action: string;
  target_kind: string;
  target_id: string | null;
  outcome: "done" | "refused" | "failed";
  fields: string;
  request_id: string;
}

interface IdempotencyColumns {
  staff_id: string;
  route: string;
  key: string;
  body_hash: string;
  created_at: number;
  connect_session_id: string | null;
  error: string | null;
}

/** Rows of the ledger that no filter but owner, text and clock tells apart, and how many they are. Triggers keep it, so that no writer can forget it. */
export interface LedgerTotalColumns {
  queue: Queue;
  progress: Progress;
  superseded: 0 | 1;
  type: "production" | "test";
  /** "" without a provider */
  provider: string;
  created_by_id: string;
  holder_id: string;
  total: number;
}

interface OwnerImportColumns {
  id: string;
  by_id: string;
  by_name: string;
  request_id: string;
}

interface OwnerImportRowColumns {
  import_id: string;
  owner_id: string;
  name: string;
  chosen: number;
}

/** What the StackOne of this store can do, as it was learnt; one row. */
interface StackOneAbilityColumns {
  id: number;
  host: string;
  /** version of the console that learnt it */
  console: string;
  /** JSON */
  known: string;
  /** epoch ms */
  learnt_at: number;
}

interface StackOneAnswerColumns {
  question: string;
  value: string;
  /** epoch ms */
  at: number;
}

interface StackOneCheckRunColumns {
  id: number;
  /** JSON, without secrets */
  run: string;
}
