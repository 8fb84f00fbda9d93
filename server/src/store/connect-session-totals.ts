import type { ConnectSessionQuery, Progress } from "@connect-console/shared/connect-session";
import type { Kysely } from "kysely";
import type { Queue } from "../domain/connect-session-tab.ts";
import type { Tables } from "./tables.ts";

/** Rows of the ledger that no filter but owner, text and clock tells apart, and how many they are. Triggers keep it, so that no writer can forget it. */
export interface LedgerTotalColumns {
  queue: Queue;
  progress: Progress;
  superseded: 0 | 1;
  type: "production" | "test";
  /** "" without a provider */
  provider: string;
  created_by_id: string;
  total: number;
}

const columns = ["queue", "progress", "superseded", "type", "provider", "created_by_id"] as const;
const key = columns.join(", ");
const of = (row: "old" | "new") =>
  columns
    .map((name) => {
      if (name === "superseded") return `${row}.superseded_by is not null`;
      return name === "provider" ? `coalesce(${row}.provider, '')` : `${row}.${name}`;
    })
    .join(", ");
const count = (row: "old" | "new", by: 1 | -1) =>
  `insert into connect_session_totals (${key}, total) values (${of(row)}, ${by})
    on conflict (${key}) do update set total = total + ${by};`;

export const totalTables = [
  `create table connect_session_totals (
    queue text not null, progress text not null, superseded integer not null, type text not null, provider text not null,
    created_by_id text not null, total integer not null, primary key (${key})) without rowid`,
  `insert into connect_session_totals
    select queue, progress, superseded_by is not null, type, coalesce(provider, ''), created_by_id, count(*)
    from connect_sessions group by 1, 2, 3, 4, 5, 6`,
  `create trigger connect_session_totals_insert after insert on connect_sessions begin ${count("new", 1)} end`,
  `create trigger connect_session_totals_update after update of queue, progress, superseded_by on connect_sessions
    when old.queue <> new.queue or old.progress <> new.progress or old.superseded_by is not new.superseded_by
    begin ${count("old", -1)} ${count("new", 1)} end`,
];

/** How many fit the query's provider, type and staff. */
export async function totalsOf(
  db: Kysely<Tables>,
  query: Pick<ConnectSessionQuery, "provider" | "type" | "createdBy">,
): Promise<Pick<LedgerTotalColumns, "queue" | "progress" | "superseded" | "total">[]> {
  let select = db
    .selectFrom("connect_session_totals")
    .select((eb) => ["queue", "progress", "superseded", eb.fn.sum<number>("total").as("total")])
    .where("total", ">", 0);
  if (query.provider) select = select.where("provider", "in", query.provider);
  if (query.type) select = select.where("type", "in", query.type);
  if (query.createdBy) select = select.where("created_by_id", "in", query.createdBy);
  return select.groupBy(["queue", "progress", "superseded"]).execute();
}
