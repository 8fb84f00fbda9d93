import { type Clock, elapsedOf } from "../domain/ports/clock.ts";

/** ms; less is the clock being put right, and costs no row more than that */
const tolerated = 30_000;

/**
 * Does the work where the wall clock went back since the last call, against the clock that never does, and at the first call: nobody
 * knows what happened while the console was off. What fails is due again at the next call.
 */
export function createSetBackWatch(clock: Clock): (work: () => Promise<unknown>) => Promise<void> {
  let before: number | undefined;
  return async (work) => {
    const ahead = clock.now() - elapsedOf(clock);
    if (before === undefined || ahead < before - tolerated) await work();
    before = ahead;
  };
}
