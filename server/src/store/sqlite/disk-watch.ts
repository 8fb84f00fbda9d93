import { statfsSync } from "node:fs";
import type { Clock } from "../../domain/ports/clock.ts";
import { StoreError, type StoreFailure } from "../../domain/ports/store-error.ts";

/** ms; while all is well a probe is written this often at most */
const probeEvery = 60_000;
/** bytes; a creation and what is written of it need some of them */
const leastFree = 1024 * 1024;
const refusals: readonly StoreFailure[] = ["full", "read_only", "locked", "failed"];

/** What the store knows of its disk. */
export interface DiskWatch {
  /** Something was committed; `error`: a write threw it. */
  wrote(error?: unknown): void;
  /** Why the last write failed; null: it did not. */
  problem(): StoreFailure | null;
  /** Whether `probe`, which writes something, works; asked at once where the last write failed, else now and then. */
  canWrite(probe: () => Promise<void>): Promise<boolean>;
}

/** Remembers the last failed write, and tries one where nobody else does. */
export function createDiskWatch(directory: string, clock: Clock): DiskWatch {
  let problem: StoreFailure | null = null;
  let probedAt = Number.NEGATIVE_INFINITY;
  const watch: DiskWatch = {
    wrote(error) {
      if (error === undefined) problem = null;
      else if (error instanceof StoreError && refusals.includes(error.failure))
        problem = error.failure;
    },
    problem: () => problem,
    async canWrite(probe) {
      const now = clock.now();
      if (problem === null && now - probedAt < probeEvery && now >= probedAt) return true;
      probedAt = now;
      if (freeBytes(directory) < leastFree) {
        problem = "full";
        return false;
      }
      try {
        await probe();
        watch.wrote();
        return true;
      } catch (error) {
        watch.wrote(error);
        return false;
      }
    },
  };
  return watch;
}

function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}
