import { queueOf, snoozedUntil } from "../../domain/connect-session/tabs.ts";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import { referenceOf } from "../account/assignment.ts";
import { parseDetails } from "./details.ts";
import { searchWords } from "./search.ts";
import type { ConnectSessionColumns, NewConnectSessionColumns } from "../schema/tables.ts";

/** The row of the ledger that these columns hold. Error: StoreError unreadable, which names the field. */
export function fromColumns(columns: ConnectSessionColumns): ConnectSessionRow {
  return {
    ...parseDetails(columns),
    id: columns.id,
    version: columns.version,
    lineageId: columns.lineage_id,
    supersedes: columns.supersedes,
    supersededBy: columns.superseded_by,
    owner: { id: columns.owner_id, name: columns.owner_name },
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
