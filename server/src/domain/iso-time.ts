/** A moment as it crosses the wire; `time` is epoch ms. */
export function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** As `isoTime`; what is not known stays null. */
export function isoTimeOrNull(time: number | null): string | null {
  return time === null ? null : isoTime(time);
}
