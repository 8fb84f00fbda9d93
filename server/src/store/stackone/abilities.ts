import type { Kysely } from "kysely";
import type { Store } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";

export const stackoneAbilityTable =
  "create table stackone_abilities (id integer primary key, host text not null, console text not null, known text not null, learnt_at bigint not null)";

/** What the StackOne of this store can do, as it was learnt; one row. */
export interface StackOneAbilityColumns {
  id: number;
  host: string;
  /** version of the console that learnt it */
  console: string;
  /** JSON */
  known: string;
  /** epoch ms */
  learnt_at: number;
}

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
