import { describe, expect, test } from "vitest";
import { makeAttempt, minute } from "../domain/testing/followed-row.ts";
import { listedPace } from "./pace.ts";
import { at, ofOwner, tracking } from "./testing/tracking.ts";

const second = 1000;

describe("W5: rows that a list shows", () => {
  test("W5: ten of them are looked at once a minute, with their attempts, within a fifth of the budget", async () => {
    const rows = Array.from({ length: 10 }, (_, index) => ofOwner(String(index)));
    const world = await tracking(rows);
    await world.checkDue();
    await world.pass(minute, second);
    world.calls();
    for (let passed = 0; passed < 3; passed += 1) {
      world.live().listed(await Promise.all(rows.map(({ id }) => world.row(id))));
      await world.pass(minute, second);
    }
    const calls = world.calls();
    const attempts = calls.filter((call) => call === "readAttempt").length;
    expect(attempts).toBeGreaterThanOrEqual(20);
    expect(calls.length).toBeLessThanOrEqual(3 * 24);
    expect(world.live().checkEvery(await world.row("0"))).toBe(60);
  });

  test("W5: a customer's failed sign-in shows within the minute, and no longer than the list is open", async () => {
    const world = await tracking([at("a")]);
    await world.checkDue();
    world.live().listed([await world.row("a")]);
    world.attempts["a"] = { readable: true, attempt: makeAttempt("error", world.clock.now()) };
    await world.pass(61 * second, second);
    expect((await world.row("a")).progress).toBe("attempt_failed");
    await world.pass(20 * minute, 10 * second);
    expect(world.live().checkEvery(await world.row("a"))).toBe(120);
  });

  test("W5: many are looked at less often, never less than without a list", async () => {
    expect(listedPace(at("a"), 10, 120)).toBe(60);
    expect(listedPace(at("a"), 30, 120)).toBe(150);
    expect(listedPace(at("a"), 200, 120)).toBe(300);
    expect(listedPace(at("a", { progress: "connected" }), 1, 120)).toBe(300);
  });
});

test("W5: a link whose customer was active is asked more often, not less, though nobody watches", async () => {
  const world = await tracking([ofOwner("active"), ofOwner("quiet")]);
  world.attempts["active"] = { readable: true, attempt: makeAttempt("error", world.clock.now()) };
  await world.checkDue();
  const asked = async (ms: number) => {
    world.calls();
    await world.pass(ms, 10 * second);
    return world.calls().filter((call) => call === "readAttempt").length;
  };
  // both are asked every five minutes in the first hour, the active one besides
  expect(await asked(10 * minute)).toBeGreaterThanOrEqual(9 + 1);
  await world.pass(2 * 60 * minute, minute);
  // a quarter of an hour against an hour
  expect(await asked(2 * 60 * minute)).toBeGreaterThanOrEqual(7 + 1);
});
