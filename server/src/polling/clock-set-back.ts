import { type Clock, elapsedOf } from "../domain/ports/clock.ts";

/** ms; less is the clock being put right, and costs no row more than that */
const tolerated = 30_000;

/**
 * Whether the wall clock went back since the last call, against the clock that never does. True at the first call: nobody knows what
 * happened while the console was off.
 */
export function createSetBackWatch(clock: Clock): () => boolean {
  let before: number | undefined;
  return () => {
    const ahead = clock.now() - elapsedOf(clock);
    const wentBack = before === undefined || ahead < before - tolerated;
    before = ahead;
    return wentBack;
  };
}
