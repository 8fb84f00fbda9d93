let offset = 0;

/** Learns the server's clock from a `Date` header (whole seconds), so that countdowns do not trust the computer's clock. */
export function noteServerDate(header: string | null): void {
  const date = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(date)) return;
  const difference = date + 500 - Date.now();
  // The header is cut to seconds: only a difference beyond that is one of the clocks.
  offset = Math.abs(difference) > 1500 ? difference : 0;
}

/** now by the server's clock, epoch ms */
export function serverNow(): number {
  return Date.now() + offset;
}
