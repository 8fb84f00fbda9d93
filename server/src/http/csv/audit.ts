import type { AuditLine } from "@connect-console/shared/audit";
import { type CsvColumn, csvOf } from "./to-csv.ts";

const columns: CsvColumn<AuditLine>[] = [
  ["at", (line) => line.at],
  ["actor_id", (line) => line.actor.id],
  ["actor_name", (line) => line.actor.name],
  ["action", (line) => line.action],
  ["outcome", (line) => line.outcome],
  ["target_kind", (line) => line.target.kind],
  ["target_id", (line) => line.target.id],
  ["target_name", (line) => line.target.name],
  ["fields", (line) => line.fields.join(" ")],
  ["request_id", (line) => line.requestId],
  ["id", (line) => line.id],
];

/** The audit log as CSV, a line for each entry. */
export function auditCsv(batches: AsyncIterable<AuditLine[]>): AsyncIterable<string> {
  return csvOf(columns, batches);
}
