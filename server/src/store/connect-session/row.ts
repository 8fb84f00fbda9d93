import {
  ConnectSession,
  ConnectSessionChoices,
  nothingChosen,
} from "@connect-console/shared/connect-session";
import * as z from "zod/mini";
import { queueOf, snoozedUntil } from "../../domain/connect-session/tabs.ts";
import type {
  Baseline,
  ConnectSessionRow,
  ProgressMemory,
  Snoozed,
} from "../../domain/ports/connect-sessions.ts";
import type { CreatedAtStackOne } from "../../domain/ports/stackone.ts";
import { referenceOf } from "../account/assignment.ts";
import { searchWords } from "./search.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import type { ConnectSessionColumns, NewConnectSessionColumns } from "../schema/tables.ts";

const isObject = (value: unknown) => typeof value === "object" && value !== null;
const { shape } = ConnectSession;

/** The part of a row that is JSON. What the domain alone reads is kept as it is, so that a new fact in it needs no migration. */
const Details = z.object({
  choices: ConnectSessionChoices,
  predicted: shape.predicted,
  baseline: z.nullable(z.custom<Baseline>(isObject)),
  echo: z.optional(z.custom<CreatedAtStackOne["echo"]>(isObject)),
  startedAt: z.nullable(z.number()),
  endsAt: z.nullable(z.number()),
  progressSince: z.number(),
  attempt: shape.attempt,
  account: shape.account,
  checks: shape.checks,
  problems: shape.problems,
  memory: z.custom<ProgressMemory>(isObject),
  linkMask: shape.linkMask,
  linkHeld: shape.linkHeld,
  copiedAt: z.optional(z.number()),
  providerName: z.optional(z.string()),
  defaultProfiles: z.optional(z.record(z.string(), z.string())),
  snoozed: z.optional(z.custom<Snoozed>(isObject)),
  lastCheckedAt: z.nullable(z.number()),
  activeAt: z.number(),
});

/** The row of the ledger that these columns hold. Error: StoreError unreadable. */
export function fromColumns(columns: ConnectSessionColumns): ConnectSessionRow {
  return {
    ...parseDetails(columns),
    id: columns.id,
    version: columns.version,
    lineageId: columns.lineage_id,
    supersedes: columns.supersedes,
    supersededBy: columns.superseded_by,
    owner: { id: columns.owner_id, name: columns.owner_name },
    progress: columns.progress,
    createdBy: { id: columns.created_by_id, name: columns.created_by_name },
    assignee: referenceOf(columns.assignee_id, columns.assignee_name),
    ticket: columns.ticket,
    createdAt: columns.created_at,
    expiresAt: columns.expires_at,
    nextCheckAt: columns.next_look_at,
    followUntil: columns.follow_until,
    stackoneId: columns.stackone_id,
  };
}

function parseDetails(columns: ConnectSessionColumns): z.infer<typeof Details> {
  try {
    const details = JSON.parse(columns.details) as object;
    const { provider, account_id: accountId, type, expires_in: expiresIn } = columns;
    const choices = { ...nothingChosen, ...details, provider, accountId, type, expiresIn };
    return Details.parse({ ...details, choices });
  } catch {
    throw new StoreError(
      "unreadable",
      `connect session ${columns.id} cannot be read from the store`,
    );
  }
}

/** The columns for this row. */
export function toColumns(row: ConnectSessionRow): NewConnectSessionColumns {
  const { id, version, lineageId, supersedes, supersededBy, owner, choices, progress, ...others } =
    row;
  const { provider, accountId, type, expiresIn, ...chosen } = choices;
  const {
    createdBy,
    assignee,
    ticket,
    createdAt,
    expiresAt,
    nextCheckAt,
    followUntil,
    stackoneId,
    ...details
  } = others;
  return {
    id,
    version,
    lineage_id: lineageId,
    supersedes,
    superseded_by: supersededBy,
    owner_id: owner.id,
    owner_name: owner.name,
    provider,
    account_id: accountId,
    type,
    progress,
    queue: queueOf(row),
    created_by_id: createdBy.id,
    created_by_name: createdBy.name,
    assignee_id: assignee?.id ?? null,
    assignee_name: assignee?.name ?? null,
    ticket,
    holder_id: (assignee ?? createdBy).id,
    created_at: createdAt,
    expires_in: expiresIn,
    expires_at: expiresAt,
    next_look_at: nextCheckAt,
    follow_until: followUntil,
    snoozed_until: snoozedUntil(row),
    stackone_id: stackoneId,
    search: searchWords([
      id,
      owner.id,
      owner.name,
      provider,
      row.choices.label,
      row.choices.username,
      accountId,
      row.account?.id,
      ticket,
    ]),
    // an older console reads the request beside what was predicted
    details: JSON.stringify({ ...chosen, ...details, request: row.predicted.request }),
  };
}
