import type { Clock } from "../domain/ports/clock.ts";
import { createStore, type OpenStore } from "./create-store.ts";
import { migrate } from "./migrations/all.ts";
import { addTokenFingerprints } from "./migrations/token-fingerprint.ts";
import { createSecretBox } from "./secret/secret-box.ts";
import { openDatabase } from "./sqlite/database.ts";
import { createDiskWatch } from "./sqlite/disk-watch.ts";
import type { DiskSync } from "./sqlite/durable-log.ts";

/**
 * Opens the embedded store in a directory of its own (DATA_DIR/simulator or DATA_DIR/live), making or updating it.
 * Errors: StoreError, `in_use` when another process has the directory.
 */
export async function openStore(options: {
  directory: string;
  secretKeys: Uint8Array[];
  clock: Clock;
  /** waits until the disk has the file; fdatasync */
  sync?: DiskSync;
}): Promise<OpenStore> {
  const box = createSecretBox(options.secretKeys);
  const disk = createDiskWatch(options.directory, options.clock);
  const opened = openDatabase(options.directory, { sync: options.sync, onWrite: disk.wrote });
  try {
    await migrate(opened.db);
    await addTokenFingerprints(opened.db, box);
    return createStore({ opened, box, disk, clock: options.clock });
  } catch (error) {
    await opened.close();
    throw error;
  }
}
