import { expect, test } from "vitest";
import { StackOneError } from "../domain/ports/stackone.ts";
import { makeRow } from "../domain/testing/followed-row.ts";
import { createTestConsole } from "../domain/testing/test-console.ts";
import { createBackOff } from "./back-off.ts";

/** A back-off whose wall clock and elapsed time are moved apart. */
function backingOff() {
  const { tracker, store } = createTestConsole();
  const time = { wall: 1_800_000_000_000, elapsed: 0 };
  const clock = { now: () => time.wall, elapsed: () => time.elapsed };
  const backOff = createBackOff(
    { ...tracker, clock },
    () => 1,
    () => false,
  );
  const fail = (error: Error, ...rows: ReturnType<typeof makeRow>[]) =>
    backOff.guard(rows, () => Promise.reject(error));
  return { backOff, fail, time, store };
}
const limited = (retryAfter: number) => new StackOneError("rate_limited", "429", { retryAfter });

test.each([3601, 31_536_000, 2_303_629_124])(
  "B9: background looks rest for an hour at most, whatever Retry-After says (%i s)",
  async (seconds) => {
    const { backOff, fail, time } = backingOff();
    await fail(limited(seconds));
    time.elapsed = 3_599_999;
    expect(backOff.isPaused()).toBe(true);
    time.elapsed = 3_600_000;
    expect(backOff.isPaused()).toBe(false);
  },
);

test.each([-3_600_000, 3_600_000])(
  "B16b: a clock that is put right by %i ms moves neither pause nor hold",
  async (step) => {
    const { backOff, fail, time, store } = backingOff();
    await fail(limited(60));
    time.wall += step;
    expect(backOff.isPaused()).toBe(true);
    time.elapsed = 60_000;
    expect(backOff.isPaused()).toBe(false);
    // not in the store, so that it cannot be put off there
    const row = makeRow({ id: "lost" });
    await fail(new Error("broken"), row);
    expect(await store.connectSessions.get("lost")).toBeUndefined();
    time.wall += step;
    expect(backOff.holds("lost")).toBe(true);
    time.elapsed += 5_000;
    expect(backOff.holds("lost")).toBe(false);
  },
);
