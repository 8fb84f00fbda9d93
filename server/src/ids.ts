import { randomBytes } from "node:crypto";
import type { Clock, Ids } from "./domain/ports/clock.ts";

/** Ids that sort by when they were made, also within one millisecond and when the clock goes back. */
export function createIds(clock: Clock): Ids {
  let newest = 0;
  let sameMoment = 0;
  return {
    next() {
      const now = clock.now();
      sameMoment = now > newest ? 0 : sameMoment + 1;
      newest = Math.max(now, newest);
      const chance = BigInt(`0x${randomBytes(6).toString("hex")}`)
        .toString(36)
        .padStart(10, "0");
      return (
        newest.toString(36).padStart(9, "0") + sameMoment.toString(36).padStart(4, "0") + chance
      );
    },
  };
}
