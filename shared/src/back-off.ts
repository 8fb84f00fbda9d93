/** How long to wait after failures, ms. */
export interface BackOffTimes {
  /** after the first failure */
  first: number;
  /** however many there are; unsaid: no limit, where the tries themselves are counted */
  longest?: number;
}

/**
 * ms to wait after `failures` in a row: doubles with each, up to the longest. With `random` (0 to 1) half of it is chance, so that many who
 * failed together do not try again together.
 */
export function backOff(
  failures: number,
  { first, longest = Number.POSITIVE_INFINITY }: BackOffTimes,
  random: () => number = () => 1,
): number {
  return Math.min(longest, first * 2 ** Math.max(0, failures - 1)) * (0.5 + random() / 2);
}
