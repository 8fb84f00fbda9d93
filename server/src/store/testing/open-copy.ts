import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import Database from "better-sqlite3";
import { inject, onTestFinished, TestRunner } from "vitest";
import type { Clock } from "../../domain/ports/clock.ts";
import { StoreError, type StoreFailure } from "../../domain/ports/store-error.ts";
import { createStore, type OpenStore } from "../create-store.ts";
import { createSecretBox } from "../secret/secret-box.ts";
import { databaseOn } from "../sqlite/database.ts";
import { createDiskWatch } from "../sqlite/disk-watch.ts";
import type { DurableLog } from "../sqlite/durable-log.ts";
import { type StoredRows, storedIn } from "./stored.ts";

/** The console's own store for one test. */
export interface TestStore extends OpenStore {
  /** what stands in it now, past the ports */
  stored: StoredRows;
  /** Makes the transaction after `skip` more ones fail, as a full disk does; `times` of them. */
  failTransactions(skip: number, times?: number): void;
}

/** There is no disk to wait for. */
const inMemory: DurableLog = { wrote() {}, flush: async () => {}, close() {} };
const box = createSecretBox([new Uint8Array(32).fill(1)]);
let migrated: Buffer | undefined;

/** Opens a copy in memory of a migrated file for the test that runs: the real store without a file of its own, so that nothing is left behind. */
export function openStoreCopy(clock: Clock): TestStore {
  migrated ??= readFileSync(inject("migratedFile"));
  const sqlite = new Database(migrated);
  const disk = createDiskWatch(tmpdir(), clock);
  const opened = databaseOn(sqlite, inMemory, disk.wrote);
  const store = createStore({ opened, box, disk, clock });
  // hundreds of copies would be in the way of the next ones; what a file opens for all its tests goes with it
  if (TestRunner.getCurrentTest()) onTestFinished(store.close);
  return { ...store, ...failing(store), stored: storedIn(sqlite) };
}

/** Makes transactions fail by count. Until the next one that passes the store has a problem. */
function failing(
  store: OpenStore,
): Pick<TestStore, "failTransactions" | "transaction" | "problem" | "ready"> {
  let skip = Infinity;
  let failures = 0;
  let problem: StoreFailure | null = null;
  return {
    failTransactions(skipped, times = 1) {
      skip = skipped;
      failures = times;
    },
    async transaction(work) {
      if (skip > 0) skip -= 1;
      else if (failures > 0) {
        failures -= 1;
        problem = "full";
        throw new StoreError("full", "disk I/O error");
      }
      const result = await store.transaction(work);
      problem = null;
      return result;
    },
    problem: () => problem ?? store.problem(),
    ready: async () => problem === null && (await store.ready()),
  };
}
