import type { Kysely } from "kysely";
import type { Store } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";

export const stackoneAbilityTable =
  "create table stackone_abilities (id integer primary key, host text not null, console text not null, known text not null, learnt_at bigint not null)";

export function createStackOneAbilities(
  db: Kysely<Tables>,
): Pick<Store, "stackoneAbilities" | "putStackoneAbilities"> {
  return {
    async stackoneAbilities() {
      const row = await db
        .selectFrom("stackone_abilities")
        .select(["host", "console", "known", "learnt_at as learntAt"])
        .where("id", "=", 1)
        .executeTakeFirst();
      return row ?? null;
    },
    async putStackoneAbilities({ learntAt, ...learnt }) {
      const columns = { ...learnt, learnt_at: learntAt };
      await db
        .insertInto("stackone_abilities")
        .values({ id: 1, ...columns })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
        .execute();
    },
  };
}
