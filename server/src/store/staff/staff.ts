import type { Kysely } from "kysely";
import type { Staff } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";

/** Everybody whom the console has seen sign in, under the name and role of the last time. */
export function createStaff(db: Kysely<Tables>): Staff {
  return {
    async put({ id, name, role }) {
      await db
        .insertInto("staff")
        .values({ id, name, role })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ name, role }))
        .execute();
    },
    get: (id) =>
      db.selectFrom("staff").select(["id", "name", "role"]).where("id", "=", id).executeTakeFirst(),
    list: () => db.selectFrom("staff").select(["id", "name", "role"]).execute(),
  };
}
