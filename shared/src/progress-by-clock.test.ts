import { describe, expect, test } from "vitest";
import { Progress } from "./connect-session.ts";
import { progressByClock } from "./progress-by-clock.ts";

const end = Date.parse("2026-05-01T12:00:00Z");
const waits: readonly Progress[] = ["waiting", "stalled", "attempt_failed"];

describe("W18: progressByClock", () => {
  test.each(Progress.options)("%s: nothing changes before the end, or without one", (progress) => {
    expect(progressByClock(progress, end, end - 1)).toBe(progress);
    expect(progressByClock(progress, null, end)).toBe(progress);
  });

  test.each(Progress.options)("%s: from the very end on, what waits has expired", (progress) => {
    for (const late of [0, 1, 48_000, 3_600_000])
      expect(progressByClock(progress, end, end + late)).toBe(
        waits.includes(progress) ? "expired" : progress,
      );
  });
});
