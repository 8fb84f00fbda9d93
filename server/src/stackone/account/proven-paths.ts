import { type Clock, elapsedOf } from "../../domain/ports/clock.ts";

/** ms; a 404 proves that an account is gone only where its path answered so recently */
const provenFor = 60_000;

/** Which of StackOne's paths are there, because they answered a moment ago. */
export interface ProvenPaths {
  /** The path answered with 2xx now. */
  note(path: string): void;
  has(path: string): boolean;
}

export function createProvenPaths(clock: Clock): ProvenPaths {
  const answeredAt = new Map<string, number>();
  return {
    note: (path) => void answeredAt.set(path, elapsedOf(clock)),
    has: (path) =>
      elapsedOf(clock) - (answeredAt.get(path) ?? Number.NEGATIVE_INFINITY) < provenFor,
  };
}
