import { describe, expect, onTestFinished, test, vi } from "vitest";
import { StackOneError } from "../domain/ports/stackone.ts";
import { makeAccount } from "../domain/testing/fake-stackone.ts";
import { day, makeAttempt, minute, start } from "../domain/testing/followed-row.ts";
import { createFeed } from "../live/feed.ts";
import { createTracker } from "./tracker.ts";
import { at, ofOwner, tracking } from "./testing/tracking.ts";

const second = 1000;

describe("a watched row", () => {
  test("is asked every 3 s, attempt and accounts in turn, one call a look", async () => {
    const checks: number[] = [];
    const world = await tracking([at("a")], { onCheck: (rows) => void checks.push(rows) });
    world.watch("a");
    await world.pass(60 * second);
    const calls = world.calls();
    expect(checks).toEqual(calls.map(() => 1));
    expect(calls.length).toBeGreaterThanOrEqual(19);
    expect(calls.length).toBeLessThanOrEqual(21);
    expect(calls.slice(0, 4)).toEqual([
      "readAttempt",
      "listAccountsOfOwners",
      "readAttempt",
      "listAccountsOfOwners",
    ]);
    expect(world.live().checkEvery(await world.row("a"))).toBe(3);
  });

  test("is asked for its attempt every 2 s while the customer signs in", async () => {
    const world = await tracking([at("a")]);
    world.watch("a");
    world.attempts["a"] = { readable: true, attempt: makeAttempt("pending", start) };
    await world.pass(second);
    world.calls();
    await world.pass(20 * second);
    expect(world.calls().filter((call) => call === "readAttempt").length).toBeGreaterThanOrEqual(9);
    expect(world.live().checkEvery(await world.row("a"))).toBe(2);
  });

  test("costs the same with 1 and with 500 watchers, and each of them hears of a change", async () => {
    const counts: number[] = [];
    for (const watchers of [1, 500]) {
      const world = await tracking([at("a")]);
      let heard = 0;
      for (let one = 0; one < watchers; one += 1)
        world.watch("a", ({ progress }) => void (heard += progress === "signing_in" ? 1 : 0));
      await world.pass(30 * second);
      counts.push(world.calls().length);
      world.attempts["a"] = { readable: true, attempt: makeAttempt("pending", world.clock.now()) };
      await world.pass(6 * second);
      expect(heard).toBeGreaterThanOrEqual(watchers);
    }
    expect(counts[0]).toBeGreaterThan(8);
    expect(counts[1]).toBe(counts[0]);
  });

  test("slows down to 30 s after 10 minutes, is hurried again by an act, and rests when the page is closed", async () => {
    const world = await tracking([at("a")]);
    const leave = world.watch("a");
    await world.pass(11 * minute, 3 * second);
    world.calls();
    await world.pass(5 * minute, second);
    expect(world.calls().length).toBeLessThanOrEqual(11);
    world.live().checkSoon("a");
    await world.pass(30 * second);
    expect(world.calls().length).toBeGreaterThanOrEqual(9);
    leave();
    await world.pass(30 * second);
    world.calls();
    await world.pass(4 * minute, second);
    expect(world.calls()).toEqual([]);
  });

  test("shares its accounts with the owner's other rows and slows down where the budget is small", async () => {
    const world = await tracking([at("a"), at("b"), at("c")], { requestsPerMinute: 30 });
    for (const id of ["a", "b", "c"]) world.watch(id);
    await world.pass(minute);
    world.calls();
    await world.pass(2 * minute);
    expect(world.calls().length).toBeLessThanOrEqual(60);
    expect(world.live().checkEvery(await world.row("a"))).toBe(9);
  });

  test("with follow: accounts the authenticate call is never made; a refused attempt leaves the accounts", async () => {
    const world = await tracking([at("a")]);
    Object.assign(world.stackone, { follow: "accounts" });
    world.watch("a");
    await world.pass(30 * second);
    expect(new Set(world.calls())).toEqual(new Set(["listAccountsOfOwners"]));

    const refused = await tracking([at("a")]);
    refused.watch("a");
    refused.attempts["a"] = { readable: false, status: 404 };
    await refused.pass(minute);
    expect(refused.calls().filter((call) => call === "readAttempt")).toHaveLength(1);
    refused.stackone.accounts = [
      makeAccount({ createdAt: refused.clock.now(), updatedAt: refused.clock.now() }),
    ];
    await refused.pass(6 * second);
    expect((await refused.row("a")).progress).toBe("connected");
  });
});

describe("unwatched rows", () => {
  test("share one request for up to 50 owners", async () => {
    const world = await tracking(
      Array.from({ length: 60 }, (_, index) => ofOwner(String(index + 10))),
    );
    await world.checkDue();
    expect(world.owners.map((ids) => ids.length)).toEqual([50, 10]);
  });

  test("B15: a link that edits an account of an owner with thousands costs one request, watched or not, and is nobody else's trouble", async () => {
    const world = await tracking([ofOwner("a"), at("edit", { accountId: "mine" })]);
    await world.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
    await world.store.owners.putCounts([{ id: "acme", name: "Acme Corp", accounts: 10_000 }]);
    const looked = async () => (await world.row("edit")).memory.accountsReadAt;
    await world.checkDue();
    expect(world.owners.flat()).not.toContain("acme");
    expect(world.calls().filter((call) => call === "readAccount")).toHaveLength(1);
    const first = await looked();
    expect(first).toBeDefined();
    world.stackone.fail["readAccount"] = new StackOneError("unavailable", "it does not answer");
    await world.pass(5 * minute, minute);
    expect(await looked()).toBe(first);
    expect((await world.row("a")).memory.accountsReadAt).toBeGreaterThan(Number(first));
    delete world.stackone.fail["readAccount"];
    world.watch("edit");
    await world.pass(2 * minute);
    expect(await looked()).toBeGreaterThan(Number(first));
    expect(world.owners.flat()).not.toContain("acme");
  });

  test("are asked for accounts every 5 minutes, for attempts more and more rarely", async () => {
    const world = await tracking([ofOwner("a"), ofOwner("b")]);
    await world.pass(6 * 60 * minute, minute);
    const calls = world.calls();
    const attemptsEach = calls.filter((call) => call === "readAttempt").length / 2;
    // every 5 minutes for an hour, then hourly
    expect(attemptsEach).toBeGreaterThanOrEqual(15);
    expect(attemptsEach).toBeLessThanOrEqual(20);
    expect(world.owners.length).toBeLessThanOrEqual(73);
    expect(world.owners.every((ids) => ids.length === 2)).toBe(true);
  });

  test("an account appears in the list's row without anybody watching; the end of a link is noticed", async () => {
    const world = await tracking([ofOwner("a"), ofOwner("b")]);
    await world.checkDue();
    world.stackone.accounts = [
      makeAccount({ ownerId: "owner-a", createdAt: start + minute, updatedAt: start + minute }),
    ];
    await world.pass(6 * minute, minute);
    expect((await world.row("a")).progress).toBe("connected");
    await world.pass(day, 5 * minute);
    expect((await world.row("b")).progress).toBe("expired");
    await world.pass(2 * day, 60 * minute);
    expect((await world.row("b")).nextCheckAt).toBeNull();
    world.calls();
    await world.pass(day, 60 * minute);
    expect(world.calls()).toEqual([]);
  });

  test("the attempt is read once more shortly before the end and once after it", async () => {
    const row = at("a", {
      activeAt: start - 10 * day,
      memory: { attemptReadAt: start + day - 60 * minute, accountsReadAt: start },
    });
    const world = await tracking([{ ...row, nextCheckAt: start + day - 10 * minute }]);
    await world.pass(day - 3 * minute, 60 * minute);
    world.calls();
    await world.pass(5 * minute, 10 * second);
    expect(world.calls().filter((call) => call === "readAttempt")).toHaveLength(2);
    expect((await world.row("a")).progress).toBe("expired");
  });

  test("a row keeps its own schedule although another row of its owner is watched", async () => {
    const world = await tracking([at("a"), at("b")]);
    world.attempts["b"] = { readable: true, attempt: null };
    await world.checkDue();
    world.watch("a");
    world.attempts["b"] = { readable: true, attempt: makeAttempt("error", start + minute) };
    await world.pass(6 * minute, second);
    expect((await world.row("b")).progress).toBe("attempt_failed");
  });
});

describe("trouble", () => {
  test("Retry-After stops all background work until then", async () => {
    const world = await tracking([at("a"), ofOwner("b")]);
    world.watch("a");
    await world.pass(5 * second);
    world.stackone.fail = {
      readAttempt: new StackOneError("rate_limited", "slow down", { retryAfter: 60 }),
      listAccountsOfOwners: new StackOneError("rate_limited", "slow down", { retryAfter: 60 }),
    };
    await world.pass(4 * second);
    expect(world.calls().length).toBeGreaterThan(0);
    world.stackone.fail = {};
    await world.pass(50 * second);
    expect(world.calls()).toEqual([]);
    await world.pass(15 * second);
    expect(world.calls().length).toBeGreaterThan(2);
  });

  test("an unavailable StackOne is asked more and more rarely, the row keeps the age of its knowledge, and nothing is lost", async () => {
    const world = await tracking([at("a")]);
    const close = world.watch("a");
    await world.pass(10 * second);
    const { lastCheckedAt } = await world.row("a");
    const down = new StackOneError("unavailable", "no answer");
    world.stackone.fail = { readAttempt: down, listAccountsOfOwners: down };
    world.calls();
    await world.pass(10 * minute, second);
    const whileWatched = world.calls().length;
    expect(whileWatched).toBeLessThanOrEqual(25);
    close();
    await world.pass(10 * minute, second);
    expect(world.calls().length).toBeLessThanOrEqual(4);
    expect((await world.row("a")).lastCheckedAt).toBe(lastCheckedAt);
    world.stackone.fail = {};
    world.stackone.accounts = [
      makeAccount({ createdAt: start + minute, updatedAt: start + minute }),
    ];
    await world.pass(11 * minute, second);
    expect((await world.row("a")).progress).toBe("connected");
  });

  test("StackOne is back: a watched row is looked at within 30 s, at once where somebody acts", async () => {
    const world = await tracking([at("a")]);
    world.watch("a");
    const down = new StackOneError("unavailable", "no answer");
    world.stackone.fail = { readAttempt: down, listAccountsOfOwners: down };
    await world.pass(10 * minute, second);
    world.stackone.fail = {};
    world.calls();
    await world.pass(30 * second, second);
    expect(world.calls()).not.toEqual([]);
    world.stackone.fail = { readAttempt: down, listAccountsOfOwners: down };
    await world.pass(2 * minute, second);
    world.stackone.fail = {};
    world.calls();
    world.live().checkSoon("a");
    await world.pass(second);
    expect(world.calls()).not.toEqual([]);
  });

  test("a crash in one row's look does not stop the others, and is logged without secrets", async () => {
    const world = await tracking([ofOwner("a"), ofOwner("b")]);
    const read = world.store.connectSessions.readToken;
    world.store.connectSessions.readToken = async (id) => {
      if (id === "a") throw new Error("cannot decrypt");
      return read(id);
    };
    world.attempts["b"] = { readable: true, attempt: makeAttempt("pending", start) };
    await world.checkDue();
    expect((await world.row("b")).progress).toBe("signing_in");
    expect(world.logged).toMatchObject([{ fields: { error: "Error: cannot decrypt" } }]);
    expect(JSON.stringify(world.logged)).not.toContain("https://link.test");
  });

  test("a restart forgets nothing: the next look is a time in the row", async () => {
    const world = await tracking([at("a")]);
    await world.checkDue();
    world.restart();
    world.stackone.accounts = [
      makeAccount({ createdAt: start + minute, updatedAt: start + minute }),
    ];
    world.advance(3 * 60 * minute);
    await world.checkDue();
    expect((await world.row("a")).progress).toBe("connected");
  });
});

test("start looks by itself, a look brought forward wakes it, and stop waits for what is in flight", async () => {
  const world = await tracking([at("a", { nextCheckAt: start + 60 * minute })]);
  let release = (): void => {};
  const asked = new Promise<void>((resolve) => {
    const held = new Promise<void>((free) => (release = free));
    world.stackone.readAttempt = async () => {
      resolve();
      await held;
      return { readable: true, attempt: makeAttempt("pending", start) };
    };
  });
  const { clock, ids, store, stackone, log, hash, notify, memory } = world;
  const ports = { clock, ids, store, stackone, log, hash, notify, memory };
  const tracker = createTracker({ ...ports, feed: createFeed() });
  tracker.start();
  tracker.live.subscribe(() => {}, "a");
  await asked;
  const stopped = tracker.stop();
  release();
  await stopped;
  expect((await world.row("a")).progress).toBe("signing_in");
});

test("a row that falls due while the store is asked for the next one is looked at at once, not a second later", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const world = await tracking([at("a", { nextCheckAt: start + second })]);
  const { clock, ids, store, stackone, log, hash, notify, memory } = world;
  const { nextDueAt } = store.connectSessions;
  store.connectSessions.nextDueAt = async () => {
    store.connectSessions.nextDueAt = nextDueAt;
    const next = await nextDueAt();
    world.advance(second);
    return next;
  };
  const checks: number[] = [];
  const ports = { clock, ids, store, stackone, log, hash, notify, memory };
  const onCheck = (rows: number) => void checks.push(rows);
  const tracker = createTracker({ ...ports, feed: createFeed(), onCheck });
  tracker.start();
  for (let turn = 0; turn < 20; turn += 1) await vi.advanceTimersByTimeAsync(1);
  await tracker.stop();
  expect(checks).toEqual([1]);
});
