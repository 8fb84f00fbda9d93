/** What the bench prints and writes: one object of named figures. Milliseconds, requests a second, bytes. */
export type Figures = Record<string, number>;

/** The value below which this share of the measurements lies. */
export function percentile(measurements: number[], share: number): number {
  const sorted = measurements.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
