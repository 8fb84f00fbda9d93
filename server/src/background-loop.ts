import { createSleeper } from "./sleeper.ts";

/** A step that is done again and again until the console ends. */
export interface BackgroundLoop {
  start(): void;
  /** Begins the next step now, or right after the one under way. */
  wake(): void;
  isStopped(): boolean;
  /** Begins no further step, and ends when the one under way has. */
  stop(): Promise<void>;
}

/** `step` gives the ms to sleep afterwards, at most, and never throws. `restFirst`: ms before the first one. */
export function createBackgroundLoop(step: () => Promise<number>, restFirst = 0): BackgroundLoop {
  const sleeper = createSleeper();
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    if (restFirst > 0) await sleeper.sleep(restFirst);
    while (!stopped) await sleeper.sleep(await step());
  };
  return {
    start() {
      running = run();
    },
    wake: sleeper.wake,
    isStopped: () => stopped,
    async stop() {
      stopped = true;
      sleeper.wake();
      await running;
    },
  };
}
