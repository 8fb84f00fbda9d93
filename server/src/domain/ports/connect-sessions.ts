import type {
  Attempt,
  Check,
  ConnectSessionChoices,
  Problem,
  Progress,
} from "@connect-console/shared/connect-session";
import type { Account } from "@connect-console/shared/account";
import type { Outcome } from "@connect-console/shared/outcome";
import type { OwnerReference } from "@connect-console/shared/owner";
import type { StaffReference } from "@connect-console/shared/staff";
import type { CreatedAtStackOne, StackOneAccount } from "./stackone.ts";

/** What evidence needs of an account as it was before the link. */
export type BaselineAccount = Pick<
  StackOneAccount,
  "id" | "updatedAt" | "status" | "connectorProfileId" | "label" | "type"
>;

/** The accounts as they were just before the POST: what later evidence is compared with (docs/rules.md, 8). */
export interface Baseline {
  /** by StackOne's clock, epoch ms */
  takenAt: number;
  accounts: BaselineAccount[];
}

/** A row of the ledger. Times are epoch ms by our clock unless said otherwise. Secrets are kept apart (`ConnectSessions.keepSecrets`). */
export interface ConnectSessionRow {
  id: string;
  version: number;
  /** id of the first row of this lineage; re-issues share it */
  lineageId: string;
  supersedes: string | null;
  supersededBy: string | null;

  owner: OwnerReference;
  choices: ConnectSessionChoices;
  createdBy: StaffReference;
  /** who looks after it instead of who made it; null: nobody else */
  assignee: StaffReference | null;
  /** an https address or an id */
  ticket: string | null;
  /** as StackOne calls the provider; not there in rows of an older console */
  providerName?: string | undefined;

  /** what was to come of it; its `request` is the exact body that StackOne got */
  predicted: Outcome;
  /** provider → the profile that a link without a chosen one takes there (StackOne's default when it was created); not there in rows of an older console */
  defaultProfiles?: Record<string, string> | undefined;
  baseline: Baseline | null;

  /** intent, by our clock */
  createdAt: number;
  /** what StackOne calls it; null until the answer came */
  stackoneId: string | null;
  /** what the 201 said of the choices, for whoever looks into it later; not there in rows of an older console */
  echo?: CreatedAtStackOne["echo"] | undefined;
  /** `created_at` of the 201, by StackOne's clock */
  startedAt: number | null;
  /** `startedAt + expiresIn`, by StackOne's clock */
  endsAt: number | null;
  /** the same moment by our clock, corrected at the time of the answer */
  expiresAt: number | null;

  progress: Progress;
  progressSince: number;
  attempt: Attempt | null;
  /** the account that was linked, repaired, or is to be edited */
  account: Account | null;
  checks: Check[];
  problems: Problem[];
  /** what the progress function must remember between looks */
  memory: ProgressMemory;

  linkMask: string | null;
  linkHeld: boolean;
  /** when staff last took the link along by a button of the console */
  copiedAt?: number | undefined;

  /** staff said that it needs nobody for now; not there in rows of an older console */
  snoozed?: Snoozed | undefined;

  lastCheckedAt: number | null;
  /** the next look is a time in the row, so nothing is forgotten over a restart */
  nextCheckAt: number | null;
  /** last create, reveal, copy, check or evidence */
  activeAt: number;
  /** a closed row is still looked at until then (broke soon after, second account, late proof, void link used) */
  followUntil: number | null;
}

/** *Done for now* or *Dismiss* (attention.ts). Times are epoch ms by our clock. */
export interface Snoozed {
  /** what called for attention then; as soon as something else does, it is over */
  mark: string;
  at: number;
  by: StaffReference;
  /** null: until it changes */
  until: number | null;
}

/** How an attempt was last seen. */
interface AttemptObservation {
  status: string;
  /** since when in this status, by our clock */
  firstSeenAt: number;
  accountId: string | null;
  /** its `created_at` and `updated_at`, by StackOne's clock; not there in rows of an older console */
  beganAt?: number;
  endedAt?: number;
}

/** Facts that outlive one look. All optional so that new ones need no migration. Keys are attempt ids or account ids. */
export interface ProgressMemory {
  /** the newest attempts of this link: in which status each was last seen, and since when (our clock) */
  attemptsSeen?: Record<string, AttemptObservation>;
  /** when the newest reading that counted was begun, by our clock */
  attemptReadAt?: number;
  accountsReadAt?: number;
  /** the authenticate call was refused for this row; when, by our clock */
  attemptNotReadable?: number;
  /** an account was last seen not active, or without what this link asks for; `{accountId} {point}` → StackOne's clock */
  lacked?: Record<string, number>;
  /** when the reading that last showed that was begun; StackOne's clock */
  lackedSeen?: Record<string, number>;
  /** accounts to edit that the company had switched off when they were last seen; account id → status */
  switchedOff?: Record<string, string>;
  /** `updated_at` of accounts that this link would edit and that came after its baseline, when they were first seen; StackOne's clock */
  firstSeen?: Record<string, number>;
  /** `updated_at` values that staff said were not the customer ("Not yet"); StackOne's clock */
  dismissed?: Record<string, number>;
  /** `updated_at` values that only a timeline line tells of, because the link names no provider */
  noted?: Record<string, number>;
  /** accounts that were seen to change by themselves: no hint from their `updated_at` */
  selfUpdating?: string[];
  /** why this row looks connected; the snapshot serves the confirmation */
  hint?: { account: StackOneAccount; change: string; at: number; with: string[] };
  /** the first account that it looked connected by since a person last answered; `updatedAt` by StackOne's clock */
  firstHint?: { id: string; updatedAt: number | null };
  /** the proven account; since when connected, by our clock */
  connectedAt?: number;
  connectedAccountId?: string;
  /** what of it was counted for this row: `created`, or a change of one that was there by then */
  connectedChange?: string;
  /** what the link did to the linked account, where another one ended there too */
  connectedPart?: Part;
  /** the linked account was found to be gone from StackOne */
  goneAccountId?: string;
  /** codes of the problems that a person accepted; a new one is told again */
  acceptedProblems?: string[];
  /** further accounts from a link that allows several */
  furtherAccountIds?: string[];
  /** people were told that it expires unused */
  expiryTold?: boolean;
  /** the token of this voided link is still kept, for the console alone */
  tokenHeld?: boolean;
  /** a withdrawn link was used */
  usedAfterVoid?: boolean;
}

export interface Claim {
  accountId: string;
  /** as `Evidence.change`; `changed:{updated_at}:{…}` where `updated_at` did not move with the change */
  change: string;
  connectSessionId: string;
  /** StackOne's clock; null: claimed by an older console */
  claimedAt?: number | null;
}

/** Which open links could lead the customer to the same provider as this one. What StackOne doesn't say rules nothing out. */
export interface LinkReach {
  /** the one provider of the link; null: the customer chooses */
  provider: string | null;
  /** where the customer chooses: providers that this link surely doesn't offer */
  apart: readonly string[];
  /** a link whose customer chooses is reached where it offers one of these categories, or all; null: whatever it offers */
  categories: readonly string[] | null;
}

/** What a link did to an account that others ended at too; `unknown`: it created or changed it, and nothing proves which. */
export type Part = "created" | "changed" | "unknown";
