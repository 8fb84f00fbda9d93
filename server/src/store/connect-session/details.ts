import {
  Check,
  ConnectSessionChoices,
  nothingChosen,
  Problem,
  Progress,
} from "@connect-console/shared/connect-session";
import { Outcome } from "@connect-console/shared/outcome";
import { OwnerReference } from "@connect-console/shared/owner";
import * as z from "zod/mini";
import type {
  Baseline,
  ConnectSessionRow,
  ProgressMemory,
  Snoozed,
} from "../../domain/ports/connect-sessions.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import type { ConnectSessionColumns } from "../schema/tables.ts";

const isObject = (value: unknown) => typeof value === "object" && value !== null;
const TextOrNull = z._default(z.nullable(z.string()), null);
const NumberOrNull = z._default(z.nullable(z.number()), null);
const listOf = <Item extends z.core.SomeType>(item: Item) => z._default(z.array(item), []);

/** An account as a row keeps it. Like all here it holds no field back from an older row that lacks it. */
const StoredAccount = z.object({
  id: z.string(),
  provider: z.string(),
  providerName: TextOrNull,
  owner: OwnerReference,
  status: z.string(),
  statusReasons: listOf(z.object({ code: TextOrNull, description: TextOrNull, at: TextOrNull })),
  type: TextOrNull,
  label: TextOrNull,
  username: TextOrNull,
  connectorProfileId: TextOrNull,
  createdAt: TextOrNull,
  updatedAt: TextOrNull,
  brokenSince: TextOrNull,
  openConnectSessionId: TextOrNull,
});
const AccountOrNull = z._default(z.nullable(StoredAccount), null);

const { kind, hubOpensAt, perProvider, reasons, warnings } = Outcome.shape;
const StoredOutcome = z.object({
  kind,
  account: AccountOrNull,
  candidates: listOf(StoredAccount),
  perProvider: listOf(z.extend(perProvider._zod.def.element, { account: AccountOrNull })),
  hubOpensAt,
  sentence: z.string(),
  reasons: listOf(reasons._zod.def.element),
  warnings: listOf(warnings._zod.def.element),
  request: z._default(z.record(z.string(), z.unknown()), {}),
});

const StoredAttempt = z.object({
  id: z.string(),
  status: z.string(),
  createdAt: TextOrNull,
  updatedAt: TextOrNull,
  accountId: TextOrNull,
  errorCode: TextOrNull,
  errorDescription: TextOrNull,
});

/**
 * The store's schema of a row's JSON, with the columns that need a check. Lenient: what a row lacks that was written before there was such a field
 * reads as nothing. What the domain alone reads is kept as it is, so that a new fact in it needs no migration.
 */
const Details = z.object({
  progress: Progress,
  choices: ConnectSessionChoices,
  predicted: StoredOutcome,
  baseline: z._default(z.nullable(z.custom<Baseline>(isObject)), null),
  echo: z.optional(z.custom<NonNullable<ConnectSessionRow["echo"]>>(isObject)),
  startedAt: NumberOrNull,
  endsAt: NumberOrNull,
  progressSince: z.number(),
  attempt: z._default(z.nullable(StoredAttempt), null),
  account: AccountOrNull,
  checks: listOf(Check),
  problems: listOf(Problem),
  memory: z._default(z.custom<ProgressMemory>(isObject), {}),
  linkMask: TextOrNull,
  linkHeld: z._default(z.boolean(), false),
  copiedAt: z.optional(z.number()),
  providerName: z.optional(z.string()),
  defaultProfiles: z.optional(z.record(z.string(), z.string())),
  snoozed: z.optional(z.custom<Snoozed>(isObject)),
  lastCheckedAt: NumberOrNull,
  activeAt: z.number(),
});

/** What these columns say beside what they are themselves. Error: StoreError unreadable, with the row's id and the field, and no value of it. */
export function parseDetails(columns: ConnectSessionColumns): z.infer<typeof Details> {
  const details = readJson(columns);
  const { provider, account_id: accountId, type, expires_in: expiresIn, progress } = columns;
  const choices = { ...nothingChosen, ...details, provider, accountId, type, expiresIn };
  // an older row began in the state that it is in when it was made
  const read = Details.safeParse({
    progressSince: columns.created_at,
    activeAt: columns.created_at,
    ...details,
    progress,
    choices,
  });
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path }) => path.join("."));
  throw unreadable(columns, [...new Set(fields)].join(", "), read.error);
}

function readJson(columns: ConnectSessionColumns): object {
  let details: unknown;
  try {
    details = JSON.parse(columns.details);
  } catch {
    // the parser's own message quotes what it read
    throw unreadable(columns, "details", new SyntaxError("not JSON"));
  }
  if (typeof details === "object" && details !== null) return details;
  throw unreadable(columns, "details", new TypeError("not an object"));
}

function unreadable({ id }: ConnectSessionColumns, fields: string, cause: Error): StoreError {
  return new StoreError(
    "unreadable",
    `connect session ${id} cannot be read from the store: ${fields}`,
    { cause },
  );
}
