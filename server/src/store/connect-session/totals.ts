import type { ConnectSessionQuery } from "@connect-console/shared/connect-session";
import type { Kysely } from "kysely";
import type { Tables, LedgerTotalColumns } from "../schema/tables.ts";

const firstColumns = ["queue", "progress", "superseded", "type", "provider", "created_by_id"];

/** Table and triggers that count by these columns; `changing` are those of them that an update may change. */
function tablesFor(columns: string[], changing: string[]): string[] {
  const key = columns.join(", ");
  const of = (row: string) =>
    columns
      .map((name) => {
        if (name === "superseded") return `${row}superseded_by is not null`;
        return name === "provider" ? `coalesce(${row}provider, '')` : `${row}${name}`;
      })
      .join(", ");
  const count = (row: "old" | "new", by: 1 | -1) =>
    `insert into connect_session_totals (${key}, total) values (${of(`${row}.`)}, ${by})
      on conflict (${key}) do update set total = total + ${by};`;
  const changed = changing.map((name) => `old.${name} is not new.${name}`).join(" or ");
  return [
    `create table connect_session_totals (
      ${columns.map((name) => `${name} ${name === "superseded" ? "integer" : "text"} not null`).join(", ")},
      total integer not null, primary key (${key})) without rowid`,
    `insert into connect_session_totals
      select ${of("")}, count(*) from connect_sessions group by ${columns.map((_, at) => at + 1).join(", ")}`,
    `create trigger connect_session_totals_insert after insert on connect_sessions begin ${count("new", 1)} end`,
    `create trigger connect_session_totals_update after update of ${changing.join(", ")} on connect_sessions
      when ${changed} begin ${count("old", -1)} ${count("new", 1)} end`,
  ];
}

const firstChanging = ["queue", "progress", "superseded_by"];
export const totalTables = tablesFor(firstColumns, firstChanging);
/** The same by who has a row, too. */
export const totalTablesByHolder = [
  "drop trigger connect_session_totals_insert",
  "drop trigger connect_session_totals_update",
  "drop table connect_session_totals",
  ...tablesFor([...firstColumns, "holder_id"], [...firstChanging, "holder_id"]),
];

/** How many fit the query's provider, type and staff members. */
export async function totalsOf(
  db: Kysely<Tables>,
  query: Pick<ConnectSessionQuery, "provider" | "type" | "createdBy" | "holder">,
): Promise<Pick<LedgerTotalColumns, "queue" | "progress" | "superseded" | "total">[]> {
  let select = db
    .selectFrom("connect_session_totals")
    .select((eb) => ["queue", "progress", "superseded", eb.fn.sum<number>("total").as("total")])
    .where("total", ">", 0);
  if (query.provider) select = select.where("provider", "in", query.provider);
  if (query.type) select = select.where("type", "in", query.type);
  if (query.holder) select = select.where("holder_id", "in", query.holder);
  if (query.createdBy) select = select.where("created_by_id", "in", query.createdBy);
  return select.groupBy(["queue", "progress", "superseded"]).execute();
}
