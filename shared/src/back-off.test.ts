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

test.each([1, 3, 7, 2000])("half of the wait after %i failures is chance", (failures) => {
  const times = { first: 400, longest: 30_000 };
  const whole = backOff(failures, times);
  const waits = [0, 0.5, 1].map((chance) => backOff(failures, times, () => chance));
  expect(waits).toEqual([whole / 2, (whole * 3) / 4, whole]);
});

test("before the first failure the wait is the first one", () => {
  expect(backOff(0, { first: 2000, longest: 30_000 })).toBe(2000);
});
