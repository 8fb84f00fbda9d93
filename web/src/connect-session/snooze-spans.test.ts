import { expect, test } from "vitest";
import { snoozeEnd, snoozeSpans } from "./snooze-spans.ts";

const hour = 3_600_000;

test("W7: until something changes has no end; every other span ends on a morning ahead, in order", () => {
  for (const now of [new Date(2026, 10, 25, 0, 5), new Date(2026, 11, 31, 23, 55)]) {
    const ends = snoozeSpans.map(({ value }) => snoozeEnd(value, now.getTime()));
    expect(ends[0]).toBeNull();
    const times = ends.slice(1).map((end) => new Date(end ?? ""));
    expect(times.map((time) => time.getHours())).toEqual([8, 8, 8]);
    const ahead = times.map((time) => time.getTime() - now.getTime());
    expect(ahead.every((ms) => ms > 8 * hour - 1)).toBe(true);
    expect(ahead.toSorted((one, other) => one - other)).toEqual(ahead);
  }
});
