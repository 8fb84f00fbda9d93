/** The domain has no clock of its own. */
export interface Clock {
  /** epoch milliseconds */
  now(): number;
  /** milliseconds since some moment of this process; never goes back, whoever puts the clock right */
  elapsed?(): number;
}

/** For windows, pauses and limits, which must not follow a clock that is put right: milliseconds that only differences of mean something. */
export function elapsedOf(clock: Clock): number {
  return clock.elapsed?.() ?? clock.now();
}

/** New ids for rows, timeline entries and audit entries: opaque, unique, growing with time (so that they page newest first). */
export interface Ids {
  next(): string;
}
