import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";

/** The same choices every time, so that a red run is the change's fault; WALK_SEED explores others. */
export const seed = Number(process.env["WALK_SEED"] ?? 2026);

/** How many walks: as many as the test says, or WALK_RUNS. */
export const runs = (preset: number) => Number(process.env["WALK_RUNS"] ?? preset);

/** One console for the file's walks, with limits out of their way. Call the answer inside a test. */
export function useWalkConsole(): () => RunningConsole {
  let running: RunningConsole | undefined;
  beforeAll(async () => {
    running = await startRunningConsole({
      STACKONE_REQUESTS_PER_MINUTE: "100000",
      LIMIT_REQUESTS_PER_MINUTE: "100000",
      LIMIT_CREATIONS_PER_MINUTE: "100000",
    });
  });
  afterAll(() => running?.stop());
  return () => {
    if (!running) throw new Error("The console is not started.");
    return running;
  };
}

/** An owner that no other walk has. */
export const newOwner = () => ({ id: `walk-${randomUUID()}`, name: `Walk ${randomUUID()}` });
