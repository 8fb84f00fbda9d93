import type { ConnectSession } from "@connect-console/shared/connect-session";
import { type CsvColumn, csvOf } from "./to-csv.ts";

/** The columns in their order; link, token and their mask are none of them. */
const columns: CsvColumn<ConnectSession>[] = [
  ["id", (row) => row.id],
  ["progress", (row) => row.progress],
  ["owner_id", (row) => row.owner.id],
  ["owner_name", (row) => row.owner.name],
  ["provider", (row) => row.provider],
  ["categories", (row) => row.categories.join(" ")],
  ["type", (row) => row.type],
  ["outcome", (row) => row.predicted.kind],
  ["account_id", (row) => row.account?.id ?? row.accountId],
  ["account_status", (row) => row.account?.status ?? null],
  ["label", (row) => row.label],
  ["username", (row) => row.username],
  ["connector_profile_id", (row) => row.connectorProfileId],
  ["created_at", (row) => row.createdAt],
  ["created_by_id", (row) => row.createdBy.id],
  ["created_by_name", (row) => row.createdBy.name],
  ["assignee_id", (row) => row.assignee?.id ?? null],
  ["assignee_name", (row) => row.assignee?.name ?? null],
  ["ticket", (row) => row.ticket],
  ["copied_at", (row) => row.copiedAt],
  ["expires_at", (row) => row.expiresAt],
  ["supersedes", (row) => row.supersedes],
  ["superseded_by", (row) => row.supersededBy],
  ["attempt_status", (row) => row.attempt?.status ?? null],
  ["attempt_error", (row) => row.attempt?.errorCode ?? null],
  ["problems", (row) => row.problems.map(({ code }) => code).join(" ")],
];

/** The ledger as CSV, a line for each row. */
export function connectSessionCsv(batches: AsyncIterable<ConnectSession[]>): AsyncIterable<string> {
  return csvOf(columns, batches);
}
