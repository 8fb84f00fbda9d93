import type { Clock } from "../../domain/ports/clock.ts";

/**
 * StackOne's clock minus ours in ms, from `Date` headers. A header is good to a second, so each answer gives an
 * interval; the estimate stays as long as it fits, and jitter does not move it.
 */
export function createClockSkew(clock: Clock) {
  let estimate = 0;
  return {
    /** `askedAt` is epoch ms by our clock; call it as soon as the answer's head is here. */
    hear(date: string | null, askedAt: number): void {
      const serverTime = Date.parse(date ?? "");
      if (Number.isNaN(serverTime)) return;
      const least = serverTime - clock.now();
      const most = serverTime + 1000 - askedAt;
      if (estimate < least || estimate > most) estimate = Math.round((least + most) / 2);
    },
    now: () => estimate,
  };
}
