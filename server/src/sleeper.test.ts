import { expect, onTestFinished, test, vi } from "vitest";
import { createSleeper } from "./sleeper.ts";

function sleeping() {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  return createSleeper();
}

test("whoever is not woken sleeps to the end", async () => {
  const slept = sleeping().sleep(1000);
  await vi.advanceTimersByTimeAsync(1000);
  await expect(slept).resolves.toBe(false);
});

test("whoever is woken sleeps no longer, and leaves no timer", async () => {
  const sleeper = sleeping();
  const slept = sleeper.sleep(1000);
  sleeper.wake();
  await expect(slept).resolves.toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test("a call to wake before the sleep is not lost, and wakes once", async () => {
  const sleeper = sleeping();
  sleeper.wake();
  const first = sleeper.sleep(1000);
  await vi.advanceTimersByTimeAsync(0);
  await expect(first).resolves.toBe(true);
  const second = sleeper.sleep(1000);
  await vi.advanceTimersByTimeAsync(1000);
  await expect(second).resolves.toBe(false);
});
