import type { AuditEntry } from "@connect-console/shared/audit";
import { sql, type Kysely } from "kysely";
import * as z from "zod/mini";
import type { Audit } from "../domain/ports/store.ts";
import { inBatches, letOthersWork } from "./batches.ts";
import { defaultLimit, positionOf, toPage } from "./cursor.ts";
import type { AuditColumns, Tables } from "./tables.ts";

const Fields = z.array(z.string());

/** Who did what. Triggers of the table hold it append-only (design, rule 17). */
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
      let select = db.selectFrom("audit").selectAll();
      if (query.actor !== undefined) select = select.where("actor_id", "in", query.actor);
      if (query.action !== undefined) select = select.where("action", "in", query.action);
      if (query.target !== undefined) select = select.where("target_id", "in", query.target);
      if (query.from !== undefined) select = select.where("at", ">=", Date.parse(query.from));
      if (query.to !== undefined) select = select.where("at", "<=", Date.parse(query.to));
      if (query.cursor !== undefined) {
        const [at, id] = positionOf(query.cursor, "number");
        select = select.where(sql<boolean>`(at, id) < (${at}, ${id})`);
      }
      const found = await select
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(limit + 1)
        .execute();
      return toPage(found, limit, fromColumns, (row) => [row.at, row.id]);
    },
  };
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

function fromColumns(row: AuditColumns): AuditEntry {
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
