import type { AuditEntry, AuditQuery } from "@connect-console/shared/audit";
import type {
  ConnectSessionQuery,
  ConnectSessionTab,
  Progress,
  TimelineEntry,
} from "@connect-console/shared/connect-session";
import type { NearEqualOwner, Owner, OwnerQuery } from "@connect-console/shared/owner";
import type { Colleague, StaffReference } from "@connect-console/shared/staff";
import type { ConnectSessionRow, Claim, LinkReach } from "./connect-sessions.ts";
import type { AccountDeletions } from "./account-deletions.ts";
import type { Accounts } from "./accounts.ts";
import type { Notifications } from "./notifications.ts";
import type { Outbox } from "./outbox.ts";
import type { OwnerImports } from "./owner-imports.ts";
import type { StoreFailure } from "./store-error.ts";
import type { StackOneAnswers } from "./stackone-probe.ts";
import type { Page, NameCount } from "./page.ts";

/** The ledger of connect sessions. */
export interface ConnectSessions {
  insert(row: ConnectSessionRow): Promise<void>;
  get(id: string): Promise<ConnectSessionRow | undefined>;
  /** The newest row that StackOne calls by this id. */
  ofStackOneId(stackoneId: string): Promise<ConnectSessionRow | undefined>;
  /** Writes the row when its stored version is still `row.version`, stores version + 1 and returns the new row; null when the race was lost. */
  update(row: ConnectSessionRow): Promise<ConnectSessionRow | null>;
  /** As `update`, and with it assignee and ticket, which that one leaves alone: their indexes are written only here. */
  assign(row: ConnectSessionRow): Promise<ConnectSessionRow | null>;
  /** Newest first, keyset paging; `counts` per progress and `tabs` obey every filter but tab and progress; `countsCut`: under this text only the newest 1,000 matches were counted. A broken cursor throws DomainError invalid_input (field cursor). */
  list(query: ConnectSessionQuery & { now: number }): Promise<
    Page<ConnectSessionRow> & {
      counts: Partial<Record<Progress, number>>;
      tabs: Record<ConnectSessionTab, number>;
      countsCut: boolean;
    }
  >;
  /** As `list`, without counting. */
  page(query: ConnectSessionQuery & { now: number }): Promise<Page<ConnectSessionRow>>;
  /** The oldest row that this staff member has (by assignment, else made) in the tab *attention*, made after the row `after` where one is given. */
  oldestInAttention(query: {
    holder: string;
    now: number;
    after: ConnectSessionRow | null;
  }): Promise<ConnectSessionRow | undefined>;
  /** Everybody who made a row, each once, in no order. */
  creators(): Promise<StaffReference[]>;
  /** Rows of this owner id that evidence may still move: open ones, and those closed with `followUntil` in the future. */
  followedOfOwner(ownerId: string, now: number): Promise<ConnectSessionRow[]>;
  /** As above, of every row that made, repaired or is to edit this account. */
  followedOfAccount(accountId: string, now: number): Promise<ConnectSessionRow[]>;
  /** Rows whose `nextCheckAt` has come, earliest first. */
  due(now: number, limit: number): Promise<ConnectSessionRow[]>;
  /** The earliest `nextCheckAt`, null when nothing is to be looked at. */
  nextDueAt(): Promise<number | null>;
  /** Sets every `nextCheckAt` that lies after this moment to it (epoch ms); says how many there were. */
  checkAllBy(time: number): Promise<number>;
  /** The newest rows of the same owner id (or account) whose link is being made, or still open, and that the reach meets (`isReached`); none that is superseded. */
  openFor(
    ownerId: string,
    reach: LinkReach,
    accountId: string | null,
  ): Promise<ConnectSessionRow[]>;
  /** The rows of these owner ids whose link is still open, not superseded, newest first. */
  openOfOwners(ownerIds: string[]): Promise<ConnectSessionRow[]>;
  /** Rows that are to edit this account or have made or changed it, newest first, at most 200. */
  ofAccount(accountId: string): Promise<ConnectSessionRow[]>;
  /** Rows left in `creating`, by a crash between intent and outcome. */
  leftCreating(): Promise<ConnectSessionRow[]>;
  /** This owner's rows that *Dismiss* is for (`dismissible`) and that are neither dismissed nor re-issued. */
  unknownOfOwner(ownerId: string): Promise<ConnectSessionRow[]>;
  /** All rows of one lineage, oldest first. */
  lineage(lineageId: string): Promise<ConnectSessionRow[]>;

  addTimeline(connectSessionId: string, entries: TimelineEntry[]): Promise<void>;
  /** A timeline entry whose text lists find. */
  addNote(connectSessionId: string, note: TimelineEntry): Promise<void>;
  /** Newest first. */
  timeline(connectSessionId: string): Promise<TimelineEntry[]>;

  /** Encrypts and keeps link and token (docs/rules.md, 14). */
  keepSecrets(
    connectSessionId: string,
    secrets: { authLink: string; token: string },
  ): Promise<void>;
  /** undefined after the wipe, and where they cannot be decrypted */
  readSecrets(connectSessionId: string): Promise<{ authLink: string; token: string } | undefined>;
  /** Wipes the link and keeps the token, for the console alone: a voided link is followed by it. */
  wipeLink(connectSessionId: string): Promise<void>;
  /** Also after `wipeLink`; undefined after the wipe. Never handed out. */
  readToken(connectSessionId: string): Promise<string | undefined>;
  /** Ids of the rows whose secrets are kept although their `expiresAt` is not after this moment (epoch ms). */
  secretsEndedBy(time: number): Promise<string[]>;
  /** Ids of the rows whose secrets are kept and cannot be decrypted. */
  unreadableSecrets(): Promise<string[]>;
  wipeSecrets(connectSessionId: string): Promise<void>;
  /** The rows that any of these auth links or tokens belongs to, also after the wipe; newest first, at most ten. */
  ofSecrets(candidates: { links: string[]; tokens: string[] }): Promise<ConnectSessionRow[]>;
  /** Whether a token stands in this text as a word of its own, or 16 characters of one that is still held. */
  isSecretIn(text: string): Promise<boolean>;

  /** A new account, or one change of an account, belongs to at most one row. False when another row has it; true also when this row has it already. */
  claim(claim: Claim): Promise<boolean>;
  claimsOfAccounts(accountIds: string[]): Promise<Claim[]>;
}

/** What a version of the console learnt of a StackOne; `known` is the client's own JSON. */
interface LearntAbilities {
  host: string;
  console: string;
  known: string;
  /** epoch ms */
  learntAt: number;
}

interface NewOwner {
  id: string;
  name: string;
  source: "staff" | "import";
}

/** The owners' directory: every pair of id and exact name, and who brought it. */
export interface Owners {
  list(query: OwnerQuery): Promise<Page<Owner>>;
  get(id: string): Promise<Owner | undefined>;
  /** Those of these that are there. */
  getMany(ids: string[]): Promise<Owner[]>;
  /** Pairs that may be near-equal to one of these names, found by their marks; the rule decides (near-equal-name.ts). */
  namesLike(names: string[]): Promise<NearEqualOwner[]>;
  add(owner: NewOwner): Promise<void>;
  /** Adds pairs, thousands of them without holding up what else is asked; a `chosen` name becomes the owner's whatever the numbers of accounts say. */
  putAll(owners: (NewOwner & { chosen: boolean })[]): Promise<void>;
  /** Takes an owner out with all its names; one that is not there is no error. */
  remove(id: string): Promise<void>;
  /** Sets number of accounts per name, from StackOne's accounts; adds pairs that are new. For these ids the counts replace what was there. */
  putCounts(counts: NameCount[]): Promise<void>;
}

export interface Audit {
  append(entry: AuditEntry): Promise<void>;
  /** Thousands of them without holding up what else is asked. */
  appendAll(entries: AuditEntry[]): Promise<void>;
  /** Newest first, keyset paging. A broken cursor throws DomainError invalid_input (field cursor). */
  list(query: AuditQuery): Promise<Page<AuditEntry>>;
  /** Everybody who stands in it, each once, in no order. */
  actors(): Promise<StaffReference[]>;
}

/** One answer per staff member, route and key, for 24 h. The answer is rebuilt from the row, not stored (docs/rules.md, 12). */
export interface IdempotencyRecord {
  staffId: string;
  route: string;
  key: string;
  /** a hash of the body; the same key with another body is a conflict */
  bodyHash: string;
  createdAt: number;
  connectSessionId: string | null;
  /** an error that was answered before a row was written: status-free, as the domain throws it */
  error: { code: string; message: string; detail: unknown } | null;
}
export interface Idempotency {
  find(staffId: string, route: string, key: string): Promise<IdempotencyRecord | undefined>;
  put(record: IdempotencyRecord): Promise<void>;
  /** Forgets records created before this moment (epoch ms). */
  deleteOlderThan(time: number): Promise<void>;
}

/** Sign-ins that were ended before their time, whose cookies may still exist, and what is kept of the others. */
export interface SignIns {
  /** `until` (epoch ms): when the sign-in would have been over anyhow */
  end(signInId: string, until: number): Promise<void>;
  isEnded(signInId: string): Promise<boolean>;
  /** Keeps the provider's ID token, sealed, for the provider's sign-out; `until` (epoch ms) is the end of the sign-in. */
  keepIdToken(signInId: string, sealed: string, until: number): Promise<void>;
  /** Undefined: there is none, or the sign-in was ended. */
  idTokenOf(signInId: string): Promise<string | undefined>;
  /** Forgets those that are over by themselves (epoch ms). */
  deleteOlderThan(time: number): Promise<void>;
}

/** Everybody whom the console has seen sign in. */
export interface Staff {
  /** Remembers the person under this name and role. */
  put(member: Colleague): Promise<void>;
  get(id: string): Promise<Colleague | undefined>;
  /** In no order. */
  list(): Promise<Colleague[]>;
}

export interface Repositories {
  accounts: Accounts;
  accountDeletions: AccountDeletions;
  signIns: SignIns;
  staff: Staff;
  notifications: Notifications;
  outbox: Outbox;
  connectSessions: ConnectSessions;
  owners: Owners;
  ownerImports: OwnerImports;
  audit: Audit;
  idempotency: Idempotency;
}

/** Everything that is written down; changes that belong together are one transaction. Any call may throw when the disk does. */
export interface Store extends Repositories {
  stackoneAnswers: StackOneAnswers;
  transaction<Result>(work: (tx: Repositories) => Promise<Result>): Promise<Result>;
  /** Binds the store to host and project at the first answer; says whether this one is that same, and remembers the key of another (docs/rules.md, 18). */
  bindUpstream(upstream: {
    host: string;
    projectId: string;
    keyFingerprint: string;
  }): Promise<"same" | "other">;
  upstream(): Promise<{ host: string; projectId: string } | undefined>;
  /** Whether this key was answered by another project than the store's. */
  isForeignKey(keyFingerprint: string): Promise<boolean>;
  /** What was learnt of StackOne's abilities; null: nothing yet. */
  stackoneAbilities(): Promise<LearntAbilities | null>;
  putStackoneAbilities(learnt: LearntAbilities): Promise<void>;
  /** A signed webhook came at this moment (epoch ms). */
  noteWebhook(at: number): Promise<void>;
  /** When the last one came; null: none ever. */
  lastWebhookAt(): Promise<number | null>;
  /** Whether the store takes what is written; tries it where nothing was written for a while, or the last write failed. */
  ready(): Promise<boolean>;
  /** Why the last write failed; null: it did not. */
  problem(): StoreFailure | null;
}
