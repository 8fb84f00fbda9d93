import fc from "fast-check";
import { expect, test } from "vitest";
import { backOff } from "./back-off.ts";

test.each([
  [1, 1000],
  [2, 2000],
  [5, 16_000],
  [9, 256_000],
  [10, 300_000],
  [5000, 300_000],
])("after %i failures the wait is %i ms, and never longer than the longest", (failures, wait) => {
  expect(backOff(failures, { first: 1000, longest: 300_000 })).toBe(wait);
});

test("half of the wait is chance, whatever the failures", () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), part, (failures, chance) => {
      const times = { first: 400, longest: 30_000 };
      const whole = backOff(failures, times);
      const wait = backOff(failures, times, () => chance);
      expect(wait).toBeGreaterThanOrEqual(whole / 2);
      expect(wait).toBeLessThanOrEqual(whole);
    }),
  );
});
