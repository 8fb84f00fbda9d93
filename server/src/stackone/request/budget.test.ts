import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInteractive, type Purpose } from "../../domain/ports/stackone.ts";
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
const patience = { interactive: 5_000, read: 5_000, watch: 62_000, copy: 120_000 };

test("no minute, with half a second for the way, has more requests than the budget, the background three quarters, the copy a third", async () => {
  const callers = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 150_000 }),
      purpose: fc.constantFrom<Purpose>("interactive", "read", "watch", "copy"),
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
      expect(most(taken.filter(({ purpose }) => !isInteractive(purpose)))).toBeLessThanOrEqual(
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
  await budget.take("interactive", clock.now());
  await budget.take("interactive", clock.now());
  await expect(budget.take("interactive", clock.now() + 5_000)).rejects.toMatchObject({
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
  budget.pause(30_000, false);
  await budget.take("interactive", start + 5_000);
  expect(clock.now()).toBe(start);
  const watch = budget.take("watch", start + 60_000).then(() => clock.now() - start);
  await run();
  expect(await watch).toBe(30_000);
  budget.pause(30_000, true);
  await expect(budget.take("interactive", clock.now() + 5_000)).rejects.toMatchObject({
    failure: "rate_limited",
    retryAfter: 30,
  });
});

/** A budget whose waits take no real time; `pass` lets time pass. */
function budgetOf(perMinute: number, wall: () => number = () => 0) {
  let elapsed = 5_000;
  const clock = { now: wall, elapsed: () => elapsed };
  const wait = async (ms: number) => void (elapsed += ms);
  const budget = createBudget({ perMinute, clock, wait });
  const tried = (purpose: Purpose, patient = 0) =>
    budget.take(purpose, elapsed + patient).then(
      () => "taken",
      (error: { retryAfter: number }) => error.retryAfter,
    );
  return { budget, tried, pass: (ms: number) => void (elapsed += ms) };
}

describe("B9: however long StackOne asks to wait", () => {
  test.each([3_601_000, 31_536_000_000, Number.MAX_SAFE_INTEGER])(
    "%i ms: a press may try after a minute, the background after an hour, one at first",
    async (ms) => {
      const { budget, tried, pass } = budgetOf(100);
      budget.pause(ms, true);
      expect(await tried("interactive")).toBe(60);
      expect(await tried("watch")).toBe(3600);
      pass(60_000);
      expect(await tried("read")).toBe("taken");
      expect(await tried("interactive")).toBe(5);
      budget.answered("read");
      expect(await tried("interactive")).toBe("taken");
      expect(await tried("copy")).toBe(3540);
      pass(3_540_000);
      expect(await tried("copy")).toBe("taken");
      expect(await tried("watch")).toBe(5);
      budget.pause(ms, true);
      expect(await tried("watch")).toBe(3600);
    },
  );

  test("a pause that is not cut short is kept to the second", async () => {
    const { budget, tried, pass } = budgetOf(100);
    budget.pause(90_000, true);
    budget.answered("watch");
    expect([await tried("watch"), await tried("interactive")]).toEqual([90, 60]);
    pass(90_000);
    expect([await tried("watch"), await tried("watch")]).toEqual(["taken", "taken"]);
  });

  test("B9: who asks beside the careful try waits for what it comes to", async () => {
    const { clock, wait, run } = createFakeTime();
    const budget = createBudget({ perMinute: 100, clock, wait });
    budget.pause(31_536_000_000, true);
    const deadline = clock.now() + 61_000;
    const first = budget.take("interactive", deadline).then(() => budget.answered("interactive"));
    const second = budget.take("interactive", deadline);
    await run();
    await expect(Promise.all([first, second])).resolves.toHaveLength(2);
    const late = budget.take("interactive", clock.now());
    await expect(late).resolves.toBeUndefined();
  });

  test("a careful try that comes to nothing is followed by another", async () => {
    const { budget, tried, pass } = budgetOf(100);
    budget.pause(7_200_000, false);
    pass(3_600_000);
    expect(await tried("watch")).toBe("taken");
    pass(5_000);
    expect(await tried("watch")).toBe("taken");
  });
});

test.each([8, 40, 120, 900])(
  "B12: reads leave a creation its place in a budget of %i",
  async (perMinute) => {
    const { tried } = budgetOf(perMinute);
    const reserve = Math.ceil(perMinute / 8);
    for (let read = 0; read < perMinute - reserve; read += 1)
      expect(await tried("read")).toBe("taken");
    expect(await tried("read")).toBe(61);
    for (let press = 0; press < reserve; press += 1)
      expect(await tried("interactive")).toBe("taken");
    expect(await tried("interactive")).toBe(61);
  },
);

test.each([-3_600_000, 3_600_000, -31_536_000_000])(
  "B16b: a clock that is put right by %i ms moves no window and no pause",
  async (step) => {
    let wall = 1_800_000_000_000;
    const { budget, tried, pass } = budgetOf(4, () => wall);
    for (let press = 0; press < 4; press += 1) await tried("interactive");
    budget.pause(30_000, true);
    wall += step;
    expect(await tried("interactive")).toBe(61);
    expect(budget.pausedFor()).toBe(30_000);
    expect(budget.used()).toBe(4);
    pass(60_500);
    expect(await tried("interactive")).toBe("taken");
  },
);
