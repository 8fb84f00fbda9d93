import type Database from "better-sqlite3";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "./tables.ts";

type Work<Result> = (tx: Transaction<Tables>) => Promise<Result>;

interface Job {
  work: Work<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * Runs transactions one after the other, those that wait at the same moment inside one commit: waiting for the disk is most of what a
 * commit costs. Each is a savepoint, so one that fails takes nothing with it; none is answered before the disk has it.
 */
export function createGroupCommit({
  db,
  sqlite,
}: {
  db: Kysely<Tables>;
  sqlite: Database.Database;
}) {
  let waiting: Job[] = [];
  let busy = false;

  async function commitAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      const answers: (() => void)[] = [];
      try {
        await db.transaction().execute(async (tx) => {
          for (const job of group) answers.push(await runInside(tx, job));
        });
        for (const answer of answers) answer();
      } catch (error) {
        // begin or commit failed, or the disk is full and SQLite rolled all of it back
        for (const job of group) job.reject(error);
      }
    }
    busy = false;
  }

  async function runInside(tx: Transaction<Tables>, job: Job): Promise<() => void> {
    await sql`savepoint one`.execute(tx);
    try {
      const result = await job.work(tx);
      await sql`release one`.execute(tx);
      return () => job.resolve(result);
    } catch (error) {
      if (!sqlite.inTransaction) throw error;
      await sql`rollback to one`.execute(tx);
      await sql`release one`.execute(tx);
      return () => job.reject(error);
    }
  }

  return <Result>(work: Work<Result>): Promise<Result> =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ work, resolve: resolve as Job["resolve"], reject });
      if (busy) return;
      busy = true;
      // whoever else is ready in this turn of the event loop comes along
      setImmediate(() => void commitAll());
    });
}
