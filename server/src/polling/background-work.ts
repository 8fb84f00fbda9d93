import type { Log } from "../domain/ports/log.ts";

/** Work that nobody waits for but the end of the console. */
export interface BackgroundWork {
  /** `failure`: what the log says where the work fails */
  run(work: Promise<unknown>, failure: string): void;
  /** Ends when nothing is in flight any more. */
  settled(): Promise<void>;
}

/** `onEnd` is called at the end of each work, also of one that failed. */
export function createBackgroundWork(log: Log, onEnd: () => void): BackgroundWork {
  const inFlight = new Set<Promise<unknown>>();
  return {
    run(work, failure) {
      const settled = work
        .catch((error: unknown) => log.error({ error: describeError(error) }, failure))
        .finally(() => {
          inFlight.delete(settled);
          onEnd();
        });
      inFlight.add(settled);
    },
    async settled() {
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
  };
}

/** An error as the log says it. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
}
