import { Kysely, SqliteDialect, type CompiledQuery } from "kysely";
import { expect, onTestFinished } from "vitest";
import { openDatabase } from "../sqlite/database.ts";
import { migrate } from "../migrations/all.ts";
import type { Tables } from "../schema/tables.ts";
import { temporaryDirectory } from "./fixtures.ts";

/** The steps of the plans that SQLite makes for whatever `work` asks of an empty store. */
export async function plansOnEmptyStore(
  work: (db: Kysely<Tables>) => Promise<unknown>,
): Promise<string[]> {
  const { db, sqlite, close } = openDatabase(temporaryDirectory());
  onTestFinished(close);
  await migrate(db);
  const asked: CompiledQuery[] = [];
  const watched = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: sqlite }),
    log: (event) => void asked.push(event.query),
  });
  await work(watched);
  expect(asked).not.toEqual([]);
  return asked.flatMap(({ sql, parameters }) =>
    (sqlite.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]).map(
      (step) => step.detail,
    ),
  );
}
