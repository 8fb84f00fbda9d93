import fc from "fast-check";
import { expect, test } from "vitest";
import type { Purpose } from "../domain/ports/stackone.ts";
import { createBudget } from "./budget.ts";

/** A clock that jumps to the next sleeper when everybody sleeps. */
function createFakeTime() {
  let now = 1_000_000;
  const sleepers: { at: number; wake: () => void }[] = [];
  return {
    clock: { now: () => now },
    wait: (ms: number) => new Promise<void>((wake) => sleepers.push({ at: now + ms, wake })),
    async run() {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = sleepers.toSorted((a, b) => a.at - b.at)[0];
        if (!next) return;
        sleepers.splice(sleepers.indexOf(next), 1);
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
}

type Taken = { at: number; purpose: Purpose };
const most = (taken: Taken[]) =>
  Math.max(
    0,
    ...taken.map(({ at }) => taken.filter((one) => one.at >= at && one.at < at + 60_500).length),
  );
const patience = { press: 5_000, watch: 62_000, copy: 120_000 };

test("no minute, with half a second for the way, has more requests than the budget, the background three quarters, the copy a third", async () => {
  const callers = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 150_000 }),
      purpose: fc.constantFrom<Purpose>("press", "watch", "copy"),
    }),
    { maxLength: 120 },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 4, max: 30 }), callers, async (perMinute, calls) => {
      const { clock, wait, run } = createFakeTime();
      const budget = createBudget({ perMinute, clock, wait });
      const taken: Taken[] = [];
      const refused: Purpose[] = [];
      for (const { after, purpose } of calls) {
        void wait(after).then(async () => {
          try {
            await budget.take(purpose, clock.now() + patience[purpose]);
            taken.push({ at: clock.now(), purpose });
          } catch {
            refused.push(purpose);
          }
        });
      }
      await run();
      expect(taken.length + refused.length).toBe(calls.length);
      expect(most(taken)).toBeLessThanOrEqual(perMinute);
      expect(most(taken.filter(({ purpose }) => purpose !== "press"))).toBeLessThanOrEqual(
        perMinute - Math.ceil(perMinute / 4),
      );
      expect(most(taken.filter(({ purpose }) => purpose === "copy"))).toBeLessThanOrEqual(
        Math.floor(perMinute / 3),
      );
    }),
    { numRuns: 150 },
  );
});

test("a quarter is left for presses when the background has used its share", async () => {
  const { clock, wait, run } = createFakeTime();
  const budget = createBudget({ perMinute: 8, clock, wait });
  const watching = Array.from({ length: 20 }, () =>
    budget.take("watch", clock.now() + 1).catch(() => "refused"),
  );
  expect((await Promise.all(watching)).filter((result) => result === "refused")).toHaveLength(14);
  await budget.take("press", clock.now());
  await budget.take("press", clock.now());
  await expect(budget.take("press", clock.now() + 5_000)).rejects.toMatchObject({
    failure: "rate_limited",
    retryAfter: 61,
    mayHaveActed: false,
  });
  expect(budget.used()).toBe(8);
  await run();
});

test("a pause holds the background, and presses when StackOne said how long", async () => {
  const { clock, wait, run } = createFakeTime();
  const budget = createBudget({ perMinute: 100, clock, wait });
  const start = clock.now();
  budget.pause(start + 30_000, false);
  await budget.take("press", start + 5_000);
  expect(clock.now()).toBe(start);
  const watch = budget.take("watch", start + 60_000).then(() => clock.now() - start);
  await run();
  expect(await watch).toBe(30_000);
  budget.pause(clock.now() + 30_000, true);
  await expect(budget.take("press", clock.now() + 5_000)).rejects.toMatchObject({
    failure: "rate_limited",
    retryAfter: 30,
  });
});
