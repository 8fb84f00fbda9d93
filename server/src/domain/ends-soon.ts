const hour = 3_600_000;

/** A link ends soon in the last part of its own life, but not before its last `endsSoon` ms. */
export const endsSoon = 24 * hour;

export const lastPart = 3;

/** ms before its end from which on a link ends soon; `expiresIn` in seconds */
export function endsSoonWithin(expiresIn: number): number {
  return Math.min(endsSoon, Math.floor((expiresIn * 1000) / lastPart));
}
