import type { Kysely } from "kysely";
import type { OwnerImports } from "../../domain/ports/owner-imports.ts";
import { inBatches } from "../sqlite/batches.ts";
import type { Tables } from "../schema/tables.ts";

/** The tables of imports that are under way. */
export const ownerImportTables = [
  "create table owner_imports (id text primary key, by_id text not null, by_name text not null, request_id text not null)",
  `create table owner_import_rows (
    import_id text not null, owner_id text not null, name text not null, chosen integer not null,
    primary key (import_id, owner_id)) without rowid`,
];

/** Rows of large imports until they are applied. */
export function createOwnerImports(db: Kysely<Tables>): OwnerImports {
  return {
    async stage(importId, owners) {
      for (const some of inBatches(owners)) {
        const rows = some.map(({ id, name, chosen }) => ({
          import_id: importId,
          owner_id: id,
          name,
          chosen: Number(chosen),
        }));
        await db.insertInto("owner_import_rows").values(rows).execute();
      }
    },
    async decide({ id, by, requestId }) {
      const row = { id, by_id: by.id, by_name: by.name, request_id: requestId };
      await db.insertInto("owner_imports").values(row).execute();
    },
    async next() {
      const row = await db
        .selectFrom("owner_imports")
        .selectAll()
        .orderBy("id")
        .limit(1)
        .executeTakeFirst();
      if (!row) return undefined;
      const { id, by_id, by_name, request_id } = row;
      return { id, by: { id: by_id, name: by_name }, requestId: request_id };
    },
    async rows(importId, limit) {
      const rows = await db
        .selectFrom("owner_import_rows")
        .selectAll()
        .where("import_id", "=", importId)
        .orderBy("owner_id")
        .limit(limit)
        .execute();
      return rows.map(({ owner_id: id, name, chosen }) => ({ id, name, chosen: chosen === 1 }));
    },
    async applied(importId, ownerIds) {
      await db
        .deleteFrom("owner_import_rows")
        .where("import_id", "=", importId)
        .where("owner_id", "in", ownerIds)
        .execute();
    },
    async finish(importId) {
      await db.deleteFrom("owner_imports").where("id", "=", importId).execute();
    },
    async deleteUndecided() {
      await db
        .deleteFrom("owner_import_rows")
        .where("import_id", "not in", (eb) => eb.selectFrom("owner_imports").select("id"))
        .execute();
    },
  };
}
