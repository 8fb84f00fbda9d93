import { expect, onTestFinished, test, vi } from "vitest";
import { createBackgroundLoop } from "./background-loop.ts";

function running(rest: number, restFirst?: number) {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const steps = { count: 0 };
  const loop = createBackgroundLoop(async () => {
    steps.count += 1;
    return rest;
  }, restFirst);
  loop.start();
  return { loop, steps };
}

test("a step is done again after its rest, and at once where somebody wakes it", async () => {
  const { loop, steps } = running(1000);
  expect(steps.count).toBe(1);
  await vi.advanceTimersByTimeAsync(999);
  expect(steps.count).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(steps.count).toBe(2);
  loop.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(steps.count).toBe(3);
  await loop.stop();
});

test("a rest before the first step ends early with the loop, and then nothing is done", async () => {
  const { loop, steps } = running(1000, 5000);
  await vi.advanceTimersByTimeAsync(4999);
  await loop.stop();
  expect([steps.count, vi.getTimerCount()]).toEqual([0, 0]);
});

test("the end waits for the step under way and begins no other", async () => {
  let finish = (): void => {};
  let steps = 0;
  const loop = createBackgroundLoop(async () => {
    steps += 1;
    await new Promise<void>((resolve) => (finish = resolve));
    return 0;
  });
  loop.start();
  let ended = false;
  const stopped = loop.stop().then(() => (ended = true));
  await Promise.resolve();
  expect([ended, loop.isStopped()]).toEqual([false, true]);
  finish();
  await stopped;
  expect(steps).toBe(1);
});
