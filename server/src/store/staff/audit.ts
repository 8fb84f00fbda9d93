import type { AuditEntry, AuditQuery } from "@connect-console/shared/audit";
import { sql, type Kysely, type SelectQueryBuilder } from "kysely";
import * as z from "zod/mini";
import type { Audit } from "../../domain/ports/store.ts";
import { inBatches, letOthersWork } from "../sqlite/batches.ts";
import { defaultLimit, positionOf, toPage } from "../sqlite/cursor.ts";
import { peopleIn } from "./people.ts";
import type { AuditColumns, Tables } from "../schema/tables.ts";

const Fields = z.array(z.string());

/** Who did what. Triggers of the table hold it append-only (docs/rules.md, 17). */
export function createAudit(db: Kysely<Tables>): Audit {
  return {
    async append(entry) {
      await db.insertInto("audit").values(toColumns(entry)).execute();
    },
    async appendAll(entries) {
      for (const some of inBatches(entries)) {
        await db.insertInto("audit").values(some.map(toColumns)).execute();
        await letOthersWork();
      }
    },
    async list(query) {
      const limit = query.limit ?? defaultLimit;
      const found = await newest(db, query, limit + 1);
      return toPage(found, limit, auditEntryFrom, (row) => [row.at, row.id]);
    },
    actors: () => peopleIn(db, "audit", "actor", "at"),
  };
}

/** The filters in the order in which their indexes serve: what fits few entries stands first. */
function filtersOf({ target, actor, action, outcome }: AuditQuery) {
  const filters = { target_id: target, actor_id: actor, action, outcome };
  return (Object.keys(filters) as (keyof typeof filters)[]).flatMap((column) => {
    const values = filters[column];
    return values === undefined ? [] : [{ column, values: [...new Set<string>(values)] }];
  });
}

/** The newest entries that fit. Each value of the first filter is read by its index in order, and what came is merged: nothing is sorted in the store. */
async function newest(
  db: Kysely<Tables>,
  query: AuditQuery,
  limit: number,
): Promise<AuditColumns[]> {
  const [lead, ...others] = filtersOf(query);
  const select = within(db.selectFrom("audit").selectAll(), query)
    // as an expression, so that no index but that of the first filter is chosen
    .where((eb) =>
      eb.and(
        others.map(({ column, values }) =>
          eb(sql<string>`coalesce(${sql.ref(column)}, '')`, "in", values),
        ),
      ),
    )
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (!lead) return select.execute();
  const found: AuditColumns[] = [];
  for (const value of lead.values)
    found.push(...(await select.where(lead.column, "=", value).execute()));
  const isNewer = (one: AuditColumns, other: AuditColumns) =>
    other.at - one.at || (one.id < other.id ? 1 : -1);
  return found.toSorted(isNewer).slice(0, limit);
}

/** Between two moments, both included, and behind the cursor. */
function within(
  select: SelectQueryBuilder<Tables, "audit", AuditColumns>,
  { from, to, cursor }: AuditQuery,
): SelectQueryBuilder<Tables, "audit", AuditColumns> {
  let narrowed = select;
  if (from !== undefined) narrowed = narrowed.where("at", ">=", Date.parse(from));
  if (to !== undefined) narrowed = narrowed.where("at", "<=", Date.parse(to));
  if (cursor === undefined) return narrowed;
  const [at, id] = positionOf(cursor, "number");
  return narrowed.where(sql<boolean>`(at, id) < (${at}, ${id})`);
}

function toColumns(entry: AuditEntry): AuditColumns {
  return {
    id: entry.id,
    at: Date.parse(entry.at),
    actor_id: entry.actor.id,
    actor_name: entry.actor.name,
    action: entry.action,
    target_kind: entry.target.kind,
    target_id: entry.target.id,
    outcome: entry.outcome,
    fields: JSON.stringify(entry.fields),
    request_id: entry.requestId,
  };
}

/** The row of the table, as the port has it. */
export function auditEntryFrom(row: AuditColumns): AuditEntry {
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    actor: { id: row.actor_id, name: row.actor_name },
    action: row.action,
    target: { kind: row.target_kind, id: row.target_id },
    outcome: row.outcome,
    fields: Fields.parse(JSON.parse(row.fields)),
    requestId: row.request_id,
  };
}
