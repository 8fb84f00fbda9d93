import { setImmediate as others } from "node:timers/promises";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import { stringify } from "csv-stringify/sync";

/** The columns in their order; link, token and their mask are none of them. */
const columns: [header: string, of: (row: ConnectSession) => string | number | null][] = [
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

/** The rows as CSV (RFC 4180, UTF-8 with a mark for spreadsheets); what a spreadsheet would take for a formula begins with an apostrophe. */
export async function* connectSessionCsv(
  batches: AsyncIterable<ConnectSession[]>,
): AsyncIterable<string> {
  yield line([columns.map(([header]) => header)], true);
  for await (const batch of batches) {
    if (batch.length > 0) yield line(batch.map((row) => columns.map(([, of]) => of(row))));
    await others();
  }
}

function line(records: (string | number | null)[][], bom = false): string {
  return stringify(records, {
    bom,
    escape_formulas: true,
    record_delimiter: "windows",
    // a bare line feed or carriage return ends a line for some readers
    quoted_match: /[\r\n]/,
  });
}
