import type { StaffReference } from "@connect-console/shared/staff";
import { sql, type Kysely } from "kysely";
import type { Tables } from "../schema/tables.ts";

/**
 * Everybody in the columns `…_id` and `…_name` of a table, by their newest name. Hops from one person to the next through the index, however
 * many rows each has.
 */
export async function peopleIn(
  db: Kysely<Tables>,
  table: "connect_sessions" | "audit",
  role: "created_by" | "actor",
  time: "created_at" | "at",
): Promise<StaffReference[]> {
  const rows = sql.table(table);
  const id = sql.ref(`${role}_id`);
  const { rows: people } = await sql<StaffReference>`
    with recursive person (id) as (
      select min(${id}) from ${rows}
      union all
      select (select min(${id}) from ${rows} where ${id} > person.id)
      from person where person.id is not null
    )
    select id, (
      select ${sql.ref(`${role}_name`)} from ${rows} where ${id} = person.id
      order by ${sql.ref(time)} desc, ${sql.ref(`${table}.id`)} desc limit 1
    ) as name
    from person where id is not null`.execute(db);
  return people;
}
