/** The domain has no clock of its own. */
export interface Clock {
  /** epoch milliseconds */
  now(): number;
}

/** New ids for rows, timeline entries and audit entries: opaque, unique, growing with time (so that they page newest first). */
export interface Ids {
  next(): string;
}
