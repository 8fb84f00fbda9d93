import { describe, expect, test } from "vitest";
import type { ConnectSessionRow } from "../domain/connect-session.ts";
import { StackOneError, type AttemptReading } from "../domain/ports/stackone.ts";
import { makeAccount } from "../domain/testing/fake-stackone.ts";
import { day, makeAttempt, makeRow, minute, start } from "../domain/testing/followed-row.ts";
import { createTestConsole } from "../domain/testing/test-console.ts";
import { createFeed } from "./feed.ts";
import { createTracker, type TrackerOptions } from "./tracker.ts";

const second = 1000;

/** The tracker over a store in memory and a StackOne that counts; `pass` lets the clock run and looks every half second. */
async function tracking(rows: ConnectSessionRow[], options: Partial<TrackerOptions> = {}) {
  const base = createTestConsole();
  base.advance(start - base.clock.now());
  const attempts: Record<string, AttemptReading> = {};
  const owners: string[][] = [];
  const list = base.stackone.listAccountsOfOwners;
  base.stackone.listAccountsOfOwners = async (ids, purpose) => {
    owners.push(ids);
    return list(ids, purpose);
  };
  base.stackone.readAttempt = async (token) => {
    base.stackone.calls.push("readAttempt");
    const error = base.stackone.fail["readAttempt"];
    if (error) throw error;
    return attempts[token] ?? { readable: true, attempt: null };
  };
  for (const row of rows) {
    await base.store.connectSessions.insert(row);
    await base.store.connectSessions.keepSecrets(row.id, {
      token: row.id,
      authLink: "https://link.test",
    });
  }
  const { clock, ids, store, stackone, log, hash } = base;
  const ports = { clock, ids, store, stackone, log, hash };
  const open = () => createTracker({ ...ports, feed: createFeed(), random: () => 1, ...options });
  let tracker = open();
  const pass = async (ms: number, stride = second / 2) => {
    for (let left = ms; left > 0; left -= stride) {
      base.advance(Math.min(stride, left));
      await tracker.lookAtDue();
    }
  };
  return {
    ...base,
    owners,
    attempts,
    pass,
    live: () => tracker.live,
    lookAtDue: () => tracker.lookAtDue(),
    restart: () => (tracker = open()),
    watch: (id: string, listener: (row: ConnectSessionRow) => void = () => {}) =>
      tracker.live.subscribe(listener, id),
    calls: () => stackone.calls.splice(0),
    row: async (id: string) =>
      (await store.connectSessions.get(id)) ?? Promise.reject(new Error("no row")),
  };
}

const at = (id: string, part: Partial<ConnectSessionRow> = {}) =>
  makeRow({ id, lineageId: id, ...part });
const ofOwner = (id: string) => at(id, { owner: { id: `owner-${id}`, name: id } });

describe("a watched row", () => {
  test("is asked every 3 s, attempt and accounts in turn, one call a look", async () => {
    const looks: number[] = [];
    const world = await tracking([at("a")], { onLook: (rows) => void looks.push(rows) });
    world.watch("a");
    await world.pass(60 * second);
    const calls = world.calls();
    expect(looks).toEqual(calls.map(() => 1));
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
    world.live().lookSoon("a");
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
    await world.lookAtDue();
    expect(world.owners.map((ids) => ids.length)).toEqual([50, 10]);
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
    await world.lookAtDue();
    world.stackone.accounts = [
      makeAccount({ ownerId: "owner-a", createdAt: start + minute, updatedAt: start + minute }),
    ];
    await world.pass(6 * minute, minute);
    expect((await world.row("a")).progress).toBe("connected");
    await world.pass(day, 5 * minute);
    expect((await world.row("b")).progress).toBe("expired");
    await world.pass(2 * day, 60 * minute);
    expect((await world.row("b")).nextLookAt).toBeNull();
    world.calls();
    await world.pass(day, 60 * minute);
    expect(world.calls()).toEqual([]);
  });

  test("the attempt is read once more shortly before the end and once after it", async () => {
    const row = at("a", {
      activeAt: start - 10 * day,
      memory: { attemptReadAt: start + day - 60 * minute, accountsReadAt: start },
    });
    const world = await tracking([{ ...row, nextLookAt: start + day - 10 * minute }]);
    await world.pass(day - 3 * minute, 60 * minute);
    world.calls();
    await world.pass(5 * minute, 10 * second);
    expect(world.calls().filter((call) => call === "readAttempt")).toHaveLength(2);
    expect((await world.row("a")).progress).toBe("expired");
  });

  test("a row keeps its own schedule although another row of its owner is watched", async () => {
    const world = await tracking([at("a"), at("b")]);
    world.attempts["b"] = { readable: true, attempt: null };
    await world.lookAtDue();
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
    world.live().lookSoon("a");
    await world.pass(second);
    expect(world.calls()).not.toEqual([]);
  });

  test("a crash in one row's look does not stop the others, and is logged without secrets", async () => {
    const world = await tracking([ofOwner("a"), ofOwner("b")]);
    const read = world.store.connectSessions.readSecrets;
    world.store.connectSessions.readSecrets = async (id) => {
      if (id === "a") throw new Error("cannot decrypt");
      return read(id);
    };
    world.attempts["b"] = { readable: true, attempt: makeAttempt("pending", start) };
    await world.lookAtDue();
    expect((await world.row("b")).progress).toBe("signing_in");
    expect(world.logged).toMatchObject([{ fields: { error: "Error: cannot decrypt" } }]);
    expect(JSON.stringify(world.logged)).not.toContain("https://link.test");
  });

  test("a restart forgets nothing: the next look is a time in the row", async () => {
    const world = await tracking([at("a")]);
    await world.lookAtDue();
    world.restart();
    world.stackone.accounts = [
      makeAccount({ createdAt: start + minute, updatedAt: start + minute }),
    ];
    world.advance(3 * 60 * minute);
    await world.lookAtDue();
    expect((await world.row("a")).progress).toBe("connected");
  });
});

test("start looks by itself, a look brought forward wakes it, and stop waits for what is in flight", async () => {
  const world = await tracking([at("a", { nextLookAt: start + 60 * minute })]);
  let release = (): void => {};
  const asked = new Promise<void>((resolve) => {
    const held = new Promise<void>((free) => (release = free));
    world.stackone.readAttempt = async () => {
      resolve();
      await held;
      return { readable: true, attempt: makeAttempt("pending", start) };
    };
  });
  const { clock, ids, store, stackone, log, hash } = world;
  const tracker = createTracker({ clock, ids, store, stackone, log, hash, feed: createFeed() });
  tracker.start();
  tracker.live.subscribe(() => {}, "a");
  await asked;
  const stopped = tracker.stop();
  release();
  await stopped;
  expect((await world.row("a")).progress).toBe("signing_in");
});

describe("a webhook", () => {
  const linked = (at: number) =>
    makeAccount({ id: "new", createdAt: at, updatedAt: at, ownerId: "acme" });

  test("turns an unwatched row at once, and the timeline says what told of it", async () => {
    const world = await tracking([at("a")]);
    await world.lookAtDue();
    world.calls();
    world.advance(minute);
    world.stackone.accounts = [linked(world.clock.now())];
    world.live().told("acme", "new");
    await world.lookAtDue();
    expect(await world.row("a")).toMatchObject({ progress: "connected" });
    const [newest] = await world.store.connectSessions.timeline("a");
    expect(newest).toMatchObject({ progress: "connected", evidence: "webhook" });
    expect(world.owners.splice(0).at(-1)).toEqual(["acme"]);
  });

  test("costs a read of accounts; the attempt keeps its own pace", async () => {
    const world = await tracking([at("a")]);
    world.watch("a");
    await world.lookAtDue();
    world.calls();
    world.live().told("acme", "other");
    await world.lookAtDue();
    expect(world.calls()).toEqual(["listAccountsOfOwners"]);
    await world.lookAtDue();
    expect(world.calls()).toEqual([]);
  });

  test("what another account did stays the account's evidence", async () => {
    const world = await tracking([at("a")]);
    await world.lookAtDue();
    world.advance(minute);
    world.stackone.accounts = [linked(world.clock.now())];
    world.live().told("acme", "other");
    await world.lookAtDue();
    expect((await world.store.connectSessions.timeline("a"))[0]).toMatchObject({
      evidence: "account",
    });
  });

  test("a thousand for one owner are three looks in 15 seconds, and none is lost", async () => {
    const world = await tracking([at("a")]);
    await world.lookAtDue();
    world.calls();
    for (let one = 0; one < 1000; one += 1) {
      world.live().told("acme", `account ${one}`);
      if (one % 100 === 0) await world.lookAtDue();
    }
    const lists = () => world.calls().filter((call) => call === "listAccountsOfOwners").length;
    expect(lists()).toBe(3);
    await world.pass(14 * second);
    expect(lists()).toBe(0);
    await world.pass(2 * second);
    expect(lists()).toBe(1);
    await world.pass(minute);
    expect(lists()).toBe(0);
  });

  test("for a hundred owners that nobody watches are two reads", async () => {
    const world = await tracking(Array.from({ length: 100 }, (_, one) => ofOwner(String(one))));
    await world.lookAtDue();
    world.calls();
    for (let one = 0; one < 100; one += 1) world.live().told(`owner-${one}`, "account");
    await world.lookAtDue();
    expect(world.calls().filter((call) => call === "listAccountsOfOwners")).toHaveLength(2);
  });

  test("a look that fails is made up for", async () => {
    const world = await tracking([at("a")]);
    await world.lookAtDue();
    world.advance(minute);
    world.stackone.accounts = [linked(world.clock.now())];
    world.stackone.fail["listAccountsOfOwners"] = new StackOneError("unavailable", "502");
    world.live().told("acme", "new");
    await world.lookAtDue();
    delete world.stackone.fail["listAccountsOfOwners"];
    await world.pass(6 * second);
    expect((await world.store.connectSessions.timeline("a"))[0]).toMatchObject({
      evidence: "webhook",
    });
  });

  test("while StackOne asks to wait nobody asks", async () => {
    const world = await tracking([at("a")]);
    await world.lookAtDue();
    const { fail } = world.stackone;
    fail["listAccountsOfOwners"] = new StackOneError("rate_limited", "429", { retryAfter: 30 });
    world.live().told("acme", "new");
    await world.lookAtDue();
    world.calls();
    world.live().told("acme", "new");
    await world.pass(29 * second);
    expect(world.calls()).toEqual([]);
    delete fail["listAccountsOfOwners"];
    await world.pass(2 * second);
    expect(world.calls()).toContain("listAccountsOfOwners");
  });

  test("of an owner without rows asks nothing", async () => {
    const world = await tracking([]);
    world.live().told("nobody", "account");
    await world.pass(2 * second);
    expect(world.calls()).toEqual([]);
  });
});
