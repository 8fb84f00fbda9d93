import { closeSync, fdatasync, openSync } from "node:fs";
import { promisify } from "node:util";
import { StoreError } from "../../domain/ports/store-error.ts";

/** Resolves when the disk has all that was written to this file. */
export type DiskSync = (fd: number) => Promise<void>;

/** Knows what of SQLite's write-ahead log the disk has for certain. */
export interface DurableLog {
  /** Something was written, or committed. */
  wrote(): void;
  /** Resolves when the disk has all that was committed before this call. Error: StoreError failed. */
  flush(): Promise<void>;
  close(): void;
}

/**
 * SQLite itself would wait for the disk at each commit and stop the whole console meanwhile. So it only writes its log
 * (`synchronous = NORMAL`, which a power cut never corrupts), and whoever must not lose a commit waits here: beside the event loop, and
 * once for all who wait at the same time.
 */
export function createDurableLog(
  file: string,
  sync: DiskSync = promisify(fdatasync),
  onFailure: (error: StoreError) => void = () => {},
): DurableLog {
  let fd: number | undefined;
  let dirty = false;
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  const syncNow = async (): Promise<void> => {
    next = undefined;
    dirty = false;
    try {
      // the log's file stays the same one as long as the store is open
      fd ??= openSync(file, "r+");
      await sync(fd);
    } catch (error) {
      dirty = true;
      const failure = fromSync(error);
      onFailure(failure);
      throw failure;
    }
  };
  return {
    wrote() {
      dirty = true;
    },
    flush() {
      if (!dirty) return running;
      // the one that is under way may have begun before this commit
      if (next === undefined) running = next = running.then(syncNow, syncNow);
      return next;
    },
    close() {
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
}

function fromSync(cause: unknown): StoreError {
  const full = cause instanceof Error && "code" in cause && cause.code === "ENOSPC";
  const message = "the disk did not confirm what was written";
  return new StoreError(full ? "full" : "failed", message, { cause });
}
