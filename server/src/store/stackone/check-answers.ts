import type { Kysely } from "kysely";
import type { StackOneAnswers } from "../../domain/ports/stackone-probe.ts";
import type { Tables } from "../schema/tables.ts";

/** What the check of StackOne found, a row a question; and the run that goes on. */
export const stackoneAnswerTables = [
  "create table stackone_answers (question text primary key, value text not null, at bigint not null)",
  "create table stackone_check_run (id integer primary key, run text not null)",
];

export function createStackOneAnswers(db: Kysely<Tables>): StackOneAnswers {
  return {
    async all() {
      const rows = await db.selectFrom("stackone_answers").selectAll().execute();
      return new Map(rows.map(({ question, value, at }) => [question, { value, at }]));
    },
    async put(question, value, at) {
      await db
        .insertInto("stackone_answers")
        .values({ question, value, at })
        .onConflict((conflict) => conflict.column("question").doUpdateSet({ value, at }))
        .execute();
    },
    async run() {
      const row = await db
        .selectFrom("stackone_check_run")
        .select("run")
        .where("id", "=", 1)
        .executeTakeFirst();
      return row?.run ?? null;
    },
    async putRun(run) {
      if (run === null) await db.deleteFrom("stackone_check_run").where("id", "=", 1).execute();
      else
        await db
          .insertInto("stackone_check_run")
          .values({ id: 1, run })
          .onConflict((conflict) => conflict.column("id").doUpdateSet({ run }))
          .execute();
    },
  };
}
