import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../migrations/all.ts";
import { openDatabase } from "../sqlite/database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** an empty store that every migration has been through; a path */
    migratedFile: string;
  }
}

let directory: string | undefined;

/** Migrates one empty store for a whole run of tests. */
export async function setup({ provide }: TestProject): Promise<void> {
  directory = mkdtempSync(join(tmpdir(), "connect-console-migrated-"));
  const { db, sqlite, close } = openDatabase(directory);
  await migrate(db);
  // a copy in memory has no write-ahead log beside it
  sqlite.pragma("journal_mode = DELETE");
  const file = join(directory, "migrated.sqlite");
  writeFileSync(file, sqlite.serialize());
  await close();
  provide("migratedFile", file);
}

/** Leaves nothing behind. */
export function teardown(): void {
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
}
