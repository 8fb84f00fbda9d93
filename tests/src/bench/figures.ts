/** One line of what the bench says. */
export interface Figure {
  name: string;
  value: number;
  unit: "requests/s" | "ms" | "times" | "requests" | "accounts" | "bytes" | "min" | "s";
  /** a bound that the product set itself */
  aim?: { text: string; met: boolean };
}

export function figure(name: string, value: number, unit: Figure["unit"]): Figure {
  return { name, value: Math.round(value * 1000) / 1000, unit };
}

export function atMost(most: number, { name, value, unit }: Figure): Figure {
  return { name, value, unit, aim: { text: `at most ${most}`, met: value <= most } };
}

export function atLeast(least: number, { name, value, unit }: Figure): Figure {
  return { name, value, unit, aim: { text: `at least ${least}`, met: value >= least } };
}

/** One readable line, columns aligned, the aim beside. */
export function lineOf({ name, value, unit, aim }: Figure): string {
  const text = value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 2 : 0 });
  const judged = aim ? `   aim: ${aim.text}, ${aim.met ? "met" : "MISSED"}` : "";
  return `  ${name.padEnd(46)}${text.padStart(10)} ${unit.padEnd(10)}${judged}`.trimEnd();
}

/** The value below which this share of the measurements lies. */
export function percentile(measurements: number[], share: number): number {
  const sorted = measurements.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("Nothing was measured.");
  return value;
}

export const median = (measurements: number[]): number => percentile(measurements, 0.5);
