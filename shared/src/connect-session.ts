import * as z from "zod/mini";
import { LastDeletion } from "./account-deletion.ts";
import { AccountChange, AccountEntry, Account, ListedAccount } from "./account.ts";
import { Assignment } from "./hand-over.ts";
import { Outcome } from "./outcome.ts";
import { OwnerReference } from "./owner.ts";
import { StaffReference } from "./staff.ts";
import {
  Id,
  atMost,
  IsoTime,
  noAuthLink,
  noControlCharacters,
  noInvisibleCharacters,
  noStrayInvisibleCharacters,
  oneOrMore,
  SearchText,
  StaffText,
} from "./text.ts";

export const AccountType = z.enum(["production", "test"]);
export type AccountType = z.infer<typeof AccountType>;

/** seconds a link may live: one minute to 30 days (30 days is the longest that StackOne's own dashboard uses) */
export const expiresInRange = { min: 60, max: 2_592_000 } as const;

const MetadataKey = z
  .string()
  .check(
    z.minLength(1, "Give each entry a key."),
    z.maxLength(40, { error: "Use at most 40 characters in a key.", abort: true }),
    noControlCharacters,
    noInvisibleCharacters,
  );
const MetadataValue = z.union(
  [
    z
      .string()
      .check(
        z.trim(),
        z.normalize("NFC"),
        atMost(500),
        noControlCharacters,
        noStrayInvisibleCharacters,
        noAuthLink,
      ),
    z.number(),
    z.boolean(),
  ],
  "Give a text of at most 500 characters without control characters, a number, or true or false.",
);

/** A record would leave that key out without a word. */
const WithoutPrototype = z.custom<Record<string, unknown>>(
  (value) => typeof value !== "object" || value === null || !Object.hasOwn(value, "__proto__"),
  "Give the entry another key than __proto__.",
);

/** Keys that the company puts on an account; at most 20. */
export const Metadata = z.pipe(
  WithoutPrototype,
  z
    .record(MetadataKey, MetadataValue)
    .check(z.refine((metadata) => Object.keys(metadata).length <= 20, "Use at most 20 keys.")),
);
export type Metadata = z.infer<typeof Metadata>;

/** What staff choose for a connect session. The owner's name is never among it (docs/rules.md, 1). */
export const ConnectSessionInput = z.strictObject({
  ownerId: Id,
  provider: z.optional(Id),
  categories: z.optional(z.array(Id).check(z.maxLength(20, "Choose at most 20 categories."))),
  connectorProfileId: z.optional(Id),
  accountId: z.optional(Id),
  multiple: z.optional(z.boolean()),
  label: z.optional(StaffText),
  username: z.optional(StaffText),
  type: z.optional(AccountType),
  expiresIn: z
    .number("Give a number of seconds.")
    .check(
      z.int("Give a whole number of seconds."),
      z.gte(expiresInRange.min, "Give at least 60 seconds."),
      z.lte(expiresInRange.max, "Give at most 30 days (2,592,000 seconds)."),
    ),
  metadata: z.optional(Metadata),
});
export type ConnectSessionInput = z.infer<typeof ConnectSessionInput>;

/** The choices of a connect session as they came out, each by its name in the input; one that was not made is as in `nothingChosen`. */
export const ConnectSessionChoices = z.object({
  provider: z.nullable(z.string()),
  categories: z.array(z.string()),
  connectorProfileId: z.nullable(z.string()),
  accountId: z.nullable(z.string()),
  multiple: z.boolean(),
  label: z.nullable(z.string()),
  username: z.nullable(z.string()),
  type: AccountType,
  metadata: z.nullable(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  /** seconds */
  expiresIn: z.number(),
} satisfies Record<Exclude<keyof ConnectSessionInput, "ownerId">, unknown>);
export type ConnectSessionChoices = z.infer<typeof ConnectSessionChoices>;

/** Only the type and the expiry are chosen in any case. */
export const nothingChosen: Omit<ConnectSessionChoices, "type" | "expiresIn"> = {
  provider: null,
  categories: [],
  connectorProfileId: null,
  accountId: null,
  multiple: false,
  label: null,
  username: null,
  metadata: null,
};

/**
 * The outcome that the page showed when the button was pressed; another one now answers `outcome_changed`. `openLink` is the open link that the
 * person was shown and left as it is (null: there was none), so that two people do not make the same link at once unawares. `confirmed` are the
 * codes of the warnings with `confirm` whose text the person typed; a warning that is not among them stops the link.
 */
export const ExpectedOutcome = z.strictObject({
  kind: z.enum(["create", "edit", "depends", "blocked"]),
  accountId: z.optional(z.nullable(Id)),
  openLink: z.optional(z.nullable(Id)),
  confirmed: z.optional(z.array(Id).check(z.maxLength(20, "Give at most 20 codes."))),
});
export type ExpectedOutcome = z.infer<typeof ExpectedOutcome>;

/** `POST /api/connect-sessions` */
export const CreateConnectSession = z.extend(ConnectSessionInput, {
  expected: z.optional(ExpectedOutcome),
});
export type CreateConnectSession = z.infer<typeof CreateConnectSession>;

/** `POST /api/connect-sessions/:id/reissue`: the same choices again, with a new expiry where one is given. */
export const ReissueConnectSession = z.strictObject({
  expiresIn: z.optional(ConnectSessionInput.shape.expiresIn),
  expected: z.optional(ExpectedOutcome),
});
export type ReissueConnectSession = z.infer<typeof ReissueConnectSession>;

/** `POST /api/connect-sessions/:id/reissue/preview`: what the new link would do today. */
export const PreviewReissue = z.pick(ReissueConnectSession, { expiresIn: true });
export type PreviewReissue = z.infer<typeof PreviewReissue>;

/**
 * `POST …/confirm`, the answer to "Looks connected". `account` is the one that the person was shown; another one by now, or a later save of
 * it, is a `conflict`. Without it the answer counts only where there was never another.
 */
export const ConfirmConnectSession = z.strictObject({
  done: z.boolean(),
  account: z.optional(z.strictObject({ id: Id, updatedAt: z.nullable(z.string()) })),
});
export type ConfirmConnectSession = z.infer<typeof ConfirmConnectSession>;
/** `POST …/accept`: `problems` are the codes of the differences that the person was shown and takes as they are. */
export const AcceptDifference = z.strictObject({
  problems: z.array(Id),
  reason: z.optional(StaffText),
});
export type AcceptDifference = z.infer<typeof AcceptDifference>;
/** `POST …/void` */
export const VoidConnectSession = z.strictObject({ reason: z.optional(StaffText) });
/** `POST …/snooze`, *Done for now*: needs nobody until it changes, or until `until` at the latest (in the future, at most a year ahead). */
export const SnoozeConnectSession = z.strictObject({ until: z.optional(z.nullable(IsoTime)) });
export type SnoozeConnectSession = z.infer<typeof SnoozeConnectSession>;
/** That a row needs nobody for now. `dismissed`: for good, by *Dismiss*; else until it changes, or until `until` at the latest. */
export const Snooze = z.object({
  dismissed: z.boolean(),
  at: z.string(),
  until: z.nullable(z.string()),
  by: StaffReference,
});
export type Snooze = z.infer<typeof Snooze>;
/** In which form a link left the console: bare, in a message as text or as rich text, or in the mail program. */
export const LinkForm = z.enum(["link", "message", "rich_message", "mail"]);
export type LinkForm = z.infer<typeof LinkForm>;
/** `POST …/copied`; without `as` it was the bare link. `done: false`, before it is copied, asks whether it still may be. */
export const CopiedLink = z.strictObject({
  as: z.optional(LinkForm),
  done: z.optional(z.boolean()),
});
export type CopiedLink = z.infer<typeof CopiedLink>;
/** `POST …/connect-here`; `confirmed` as on creation. */
export const ConnectHere = z.pick(ExpectedOutcome, { confirmed: true });
export type ConnectHere = z.infer<typeof ConnectHere>;
/** Bodies that carry nothing. */
export const EmptyBody = z.strictObject({});
/** The header that create and re-issue need, so that a repeated request makes one connect session (docs/rules.md, 12). */
export const IdempotencyKey = z
  .string()
  .check(z.minLength(1), atMost(100), z.regex(/^[\x21-\x7e]+$/));

/** What the console says about a connect session, derived from evidence (docs/rules.md, 22 to 26). */
export const Progress = z.enum([
  "creating",
  "create_failed",
  "outcome_unknown",
  "waiting",
  "signing_in",
  "stalled",
  "attempt_failed",
  "likely_connected",
  "connected",
  "connected_with_problem",
  "expired",
  "void",
]);
export type Progress = z.infer<typeof Progress>;

/** The states in which the link may still bring something. */
export const openProgress = [
  "waiting",
  "signing_in",
  "stalled",
  "attempt_failed",
  "likely_connected",
] as const satisfies Progress[];

/** One OAuth try inside the Hub — `latest_connection_attempt`. `status` is an open list and shown raw. */
export const Attempt = z.object({
  id: z.string(),
  status: z.string(),
  createdAt: z.nullable(z.string()),
  updatedAt: z.nullable(z.string()),
  accountId: z.nullable(z.string()),
  errorCode: z.nullable(z.string()),
  errorDescription: z.nullable(z.string()),
});
export type Attempt = z.infer<typeof Attempt>;

/** One point of the promise, compared after the account was linked. "not known" never counts as same. */
export const Check = z.object({
  point: z.string(),
  result: z.enum(["same", "different", "not_known"]),
  promised: z.nullable(z.string()),
  actual: z.nullable(z.string()),
});
export type Check = z.infer<typeof Check>;

export const Problem = z.object({ code: z.string(), message: z.string() });
export type Problem = z.infer<typeof Problem>;

/** `since`: it happened between then and `at`, where nobody looked in between and StackOne gives no moment of its own. */
export const TimelineEntry = z.object({
  id: z.string(),
  at: z.string(),
  since: z.optional(z.nullable(z.string())),
  progress: Progress,
  evidence: z.enum(["staff", "attempt", "account", "webhook", "clock"]),
  code: z.nullable(z.string()),
  text: z.string(),
  by: z.nullable(StaffReference),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/**
 * A connect session as the page sees it. `checkEvery` is the real interval in seconds, null when nobody looks; `version` grows with
 * each change; `copiedAt` is when staff last took the link along, null: never through the console's buttons.
 */
export const ConnectSession = z.object({
  id: z.string(),
  version: z.number(),
  owner: OwnerReference,
  ...ConnectSessionChoices.shape,
  createdAt: z.string(),
  expiresAt: z.nullable(z.string()),
  createdBy: StaffReference,
  ...Assignment.shape,
  predicted: Outcome,
  progress: Progress,
  attempt: z.nullable(Attempt),
  account: z.nullable(Account),
  checks: z.array(Check),
  problems: z.array(Problem),
  lastCheckedAt: z.nullable(z.string()),
  checkEvery: z.nullable(z.number()),
  supersedes: z.nullable(z.string()),
  supersededBy: z.nullable(z.string()),
  linkMask: z.nullable(z.string()),
  linkHeld: z.boolean(),
  copiedAt: z.nullable(z.string()),
  /** whether it was in the tab *attention* when this was written */
  needsAttention: z.optional(z.boolean()),
  /** null: it was never set aside, or has changed since */
  snoozed: z.optional(z.nullable(Snooze)),
  timeline: z.optional(z.array(TimelineEntry)),
});
export type ConnectSession = z.infer<typeof ConnectSession>;

/** The answer of create and re-issue; `authLink` is null when the link was wiped before a replay. */
export const CreatedConnectSession = z.object({
  connectSession: ConnectSession,
  authLink: z.nullable(z.string()),
});
export type CreatedConnectSession = z.infer<typeof CreatedConnectSession>;

/** `POST …/reveal` */
export const RevealedAuthLink = z.object({ authLink: z.string() });

/** `POST …/connect-here`: what the Hub's component needs to run for this connect session. The token is a secret. */
export const HubAccess = z.object({
  token: z.string(),
  /** where the component asks; StackOne's address */
  baseUrl: z.string(),
  /** where its sign-in pop-up ends */
  appUrl: z.string(),
});
export type HubAccess = z.infer<typeof HubAccess>;

/** The tabs of the page *Auth links* (docs/rules.md, 29). */
export const ConnectSessionTab = z.enum(["waiting", "attention", "connected", "over"]);
export type ConnectSessionTab = z.infer<typeof ConnectSessionTab>;

/** `GET /api/connect-sessions`; list parameters may be repeated. `holder` is the assignee, or who made it where nobody is assigned; `me` in `createdBy` and `holder` is the person who asks. */
export const ConnectSessionQuery = z.strictObject({
  tab: z.optional(ConnectSessionTab),
  progress: z.optional(oneOrMore(Progress)),
  ownerId: z.optional(oneOrMore(Id)),
  provider: z.optional(oneOrMore(Id)),
  type: z.optional(oneOrMore(AccountType)),
  createdBy: z.optional(oneOrMore(Id)),
  holder: z.optional(oneOrMore(Id)),
  q: z.optional(SearchText),
  cursor: z.optional(z.string()),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
});
export type ConnectSessionQuery = z.infer<typeof ConnectSessionQuery>;

/** `counts` by progress and `tabs` obey every filter but tab and progress. `countsCut`: a text fits more than 1,000 rows, and only the newest 1,000 were counted. */
export const ConnectSessionPage = z.object({
  items: z.array(ConnectSession),
  nextCursor: z.nullable(z.string()),
  counts: z.record(z.string(), z.number()),
  tabs: z.record(ConnectSessionTab, z.number()),
  countsCut: z.boolean(),
});
export type ConnectSessionPage = z.infer<typeof ConnectSessionPage>;

/** `GET /api/connect-sessions/export.csv`: the same filters, all rows. */
export const ConnectSessionExport = z.omit(ConnectSessionQuery, { cursor: true, limit: true });
export type ConnectSessionExport = z.infer<typeof ConnectSessionExport>;

/** `GET /api/connect-sessions/next`: without `after` from the oldest on. */
export const NextQuery = z.strictObject({ after: z.optional(Id) });

/** The oldest row of this person that needs attention, after the one named, else from the front; null where nothing (else) does. */
export const NextConnectSession = z.object({ id: z.nullable(z.string()) });
export type NextConnectSession = z.infer<typeof NextConnectSession>;

/** `GET /api/connect-sessions/staff`: who ever made a link, by name. */
export const LinkCreators = z.object({ items: z.array(StaffReference) });
export type LinkCreators = z.infer<typeof LinkCreators>;

/** `GET /api/accounts/:id`: history, entries and connect sessions newest first. */
export const AccountDetail = z.extend(ListedAccount, {
  /** when the console last read it */
  readAt: z.string(),
  /** when it was found to be gone from StackOne; null: it is there */
  goneAt: z.nullable(z.string()),
  history: z.array(AccountChange),
  entries: z.array(AccountEntry),
  /** null: none was ever sent */
  deletion: z.nullable(LastDeletion),
  connectSessions: z.array(ConnectSession),
});
export type AccountDetail = z.infer<typeof AccountDetail>;
