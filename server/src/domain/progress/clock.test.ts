import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeAccount } from "../testing/fake-stackone.ts";
import { at, began, following } from "../testing/following.ts";
import { day, makeRow, minute, start } from "../testing/followed-row.ts";
import { checkRow } from "../testing/check-row.ts";

const hour = 60 * minute;

describe("B16a: the end of a link is StackOne's moment, by today's clock", () => {
  test("B16a: our clock was an hour behind and is put right: 30 minutes are still left", async () => {
    const stackonesNow = began + hour;
    const world = await following(
      at({
        id: "a",
        startedAt: stackonesNow,
        endsAt: stackonesNow + hour / 2,
        expiresAt: began + hour / 2,
      }),
    );
    world.stackone.skew = hour;
    world.advance(minute);
    expect((await world.check("a")).expiresAt).toBe(new Date(began + hour / 2).toISOString());
    // put right
    world.advance(hour);
    world.stackone.skew = 0;
    const row = await world.check("a");
    expect([row.progress, row.linkHeld]).toEqual(["waiting", true]);
    expect(row.expiresAt).toBe(new Date(stackonesNow + hour / 2).toISOString());
    world.advance(hour / 2 + minute);
    expect((await world.check("a")).progress).toBe("expired");
  });

  test("B16a: our clock was an hour ahead and is put back: looks count at once, and the end is the right one", async () => {
    const world = await following(
      at({
        id: "a",
        startedAt: began - hour,
        endsAt: began - hour / 2,
        expiresAt: began + hour / 2,
      }),
    );
    world.stackone.skew = -hour;
    world.advance(minute);
    await world.check("a");
    world.advance(-hour);
    world.stackone.skew = 0;
    world.stackone.accounts = [
      makeAccount({ createdAt: began - hour + minute, updatedAt: began - hour + minute }),
    ];
    const row = await world.check("a");
    expect(row.progress).toBe("connected");
    expect(row.expiresAt).toBe(new Date(began - hour / 2).toISOString());
    expect(row.lastCheckedAt).toBe(new Date(began - hour + minute).toISOString());
  });

  test("B16a: the jitter of the skew does not move the end", () => {
    const first = checkRow(makeRow(), start + minute, { accounts: [], skew: 900 }).row;
    expect(checkRow(first, start + 2 * minute, { accounts: [], skew: -900 }).row.expiresAt).toBe(
      start + day,
    );
  });

  test("B16a: whatever the clock did, a link is over only where StackOne's clock says so", () => {
    const moment = fc.record({
      passed: fc.integer({ min: minute, max: 6 * hour }),
      skew: fc.integer({ min: -3 * hour, max: 3 * hour }),
    });
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 8 }), (moments) => {
        let row = makeRow();
        let stackones = start;
        for (const { passed, skew } of moments) {
          stackones += passed;
          row = checkRow(row, stackones - skew, { accounts: [], attempt: null, skew }).row;
          const grace = 2 * minute;
          if (stackones < start + day) expect(row.progress).toBe("waiting");
          if (stackones > start + day + grace) expect(row.progress).toBe("expired");
          expect(row.linkHeld).toBe(row.progress === "waiting");
        }
      }),
      { numRuns: 500 },
    );
  });
});
