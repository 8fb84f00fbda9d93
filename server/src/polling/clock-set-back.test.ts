import { expect, test } from "vitest";
import { start } from "../domain/testing/followed-row.ts";
import { createSetBackWatch } from "./clock-set-back.ts";
import { longestPace } from "./pace.ts";
import { at, tracking } from "./testing/tracking.ts";

const hour = 3_600_000;

test("B16: a row that nobody watches is checked in its pace after the clock was set back", async () => {
  const world = await tracking([at("waiting")]);
  let offset = 0;
  const { now } = world.clock;
  Object.assign(world.clock, { now: () => now() + offset, elapsed: () => now() });
  await world.pass(10 * 60_000);
  expect((await world.row("waiting")).lastCheckedAt).toBeGreaterThan(start);
  offset = -hour;
  world.calls();
  await world.checkDue();
  expect((await world.row("waiting")).nextCheckAt).toBeLessThanOrEqual(
    world.clock.now() + longestPace * 1000,
  );
  await world.pass(longestPace * 1000 + 1000);
  expect(world.calls()).toContain("listAccountsOfOwners");
});

test("B16: a time that lies too far ahead at the start is brought forward, one within the pace stays", async () => {
  const world = await tracking([
    at("far", { nextCheckAt: start + 30 * 24 * hour }),
    at("near", { nextCheckAt: start + 60_000 }),
  ]);
  await world.checkDue();
  expect((await world.row("far")).nextCheckAt).toBe(start + longestPace * 1000);
  expect((await world.row("near")).nextCheckAt).toBe(start + 60_000);
});

test("B16: only a clock that went back counts, each time once, and again where the work failed", async () => {
  let now = 0;
  let elapsed = 0;
  let done = 0;
  const afterSetBack = createSetBackWatch({ now: () => now, elapsed: () => elapsed });
  const call = async (): Promise<boolean> => {
    const before = done;
    await afterSetBack(async () => (done += 1));
    return done > before;
  };
  expect([await call(), await call()]).toEqual([true, false]);
  now += hour;
  expect(await call()).toBe(false);
  now -= hour;
  elapsed += 1000;
  await expect(afterSetBack(() => Promise.reject(new Error("disk full")))).rejects.toThrow("full");
  expect([await call(), await call()]).toEqual([true, false]);
  now -= 1000;
  expect(await call()).toBe(false);
});

test("B16: checks that could not be brought forward are at the next look", async () => {
  const world = await tracking([at("far", { nextCheckAt: start + 30 * 24 * hour })]);
  const { connectSessions } = world.store;
  const { checkAllBy } = connectSessions;
  connectSessions.checkAllBy = () => Promise.reject(new Error("disk full"));
  await world.checkDue();
  connectSessions.checkAllBy = checkAllBy;
  await world.checkDue();
  expect((await world.row("far")).nextCheckAt).toBe(start + longestPace * 1000);
});
