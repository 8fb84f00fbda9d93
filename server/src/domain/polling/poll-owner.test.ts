import { describe, expect, test } from "vitest";
import { confirmConnectSession } from "../connect-session/confirm.ts";
import { StackOneError } from "../ports/stackone.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { day, makeAttempt, minute } from "../testing/followed-row.ts";
import { at, began, following } from "../testing/following.ts";

const appeared = makeAccount({ id: "new-1", createdAt: began + minute, updatedAt: began + minute });
const working = makeAccount({ id: "old-1", createdAt: began - day, updatedAt: began - day });
const saved = { ...working, updatedAt: began + minute };

describe("check", () => {
  test("asks for attempt and accounts, writes row, timeline, claim, wipe and audit, and tells the pages", async () => {
    const world = await following(at({ id: "a" }));
    world.stackone.accounts = [appeared];
    world.advance(2 * minute);
    const answer = await world.check("a");
    expect(answer).toMatchObject({
      progress: "connected",
      linkHeld: false,
      account: { id: "new-1" },
    });
    expect(answer.timeline).toMatchObject([
      { progress: "connected", evidence: "account", by: null },
    ]);
    expect(world.stackone.calls).toEqual(["listAccountsOfOwners", "readAttempt a"]);
    expect(world.store.stored.claims()).toMatchObject([
      { accountId: "new-1", change: "created", connectSessionId: "a" },
    ]);
    expect(world.store.stored.secretsOf()).toEqual([]);
    expect(world.audited()).toEqual(["connect_session.check done connect_session a"]);
    expect(world.changed.map(({ id, progress }) => [id, progress])).toEqual([["a", "connected"]]);
  });

  test.each([
    ["unavailable", "stackone_unavailable"],
    ["rate_limited", "stackone_rate_limited"],
    ["unauthorized", "stackone_unauthorized"],
  ] as const)(
    "%s becomes %s; the row keeps the age of its knowledge, the audit says failed",
    async (failure, code) => {
      const world = await following(at({ id: "a" }));
      world.stackone.fail = {
        listAccountsOfOwners: new StackOneError(failure, "no", { retryAfter: 7 }),
      };
      world.stackone.readAttempt = async () => {
        throw new StackOneError(failure, "no");
      };
      await expect(world.check("a")).rejects.toMatchObject({ code });
      expect((await world.get("a")).lastCheckedAt).toBeNull();
      expect(world.audited()).toEqual(["connect_session.check failed connect_session a"]);
    },
  );

  test("keeps what came although the other half failed", async () => {
    const world = await following(at({ id: "a" }));
    world.stackone.fail = { listAccountsOfOwners: new StackOneError("unavailable", "no") };
    world.attempts["a"] = { readable: true, attempt: makeAttempt("pending", began) };
    await expect(world.check("a")).rejects.toMatchObject({ code: "stackone_unavailable" });
    expect(await world.progress("a")).toBe("signing_in");
  });

  test("an unknown id is not found; a row that was never made asks nothing", async () => {
    const world = await following(
      at({ id: "a", progress: "create_failed", startedAt: null, linkHeld: false }),
    );
    await expect(world.check("b")).rejects.toMatchObject({ code: "not_found" });
    expect(await world.check("a")).toMatchObject({ progress: "create_failed" });
    expect(world.stackone.calls).toEqual([]);
  });
});

describe("rows of one owner", () => {
  test("a lagging list: the account that an authenticated attempt names is read by itself", async () => {
    const world = await following(at({ id: "a" }));
    world.attempts["a"] = {
      readable: true,
      attempt: makeAttempt("authenticated", began + minute, { accountId: "new-1" }),
    };
    world.stackone.accounts = [{ ...appeared, ownerId: "not listed yet" }];
    world.stackone.readAccount = async () => appeared;
    world.advance(2 * minute);
    expect((await world.check("a")).progress).toBe("connected");
  });

  test("two links, one account: the other one's attempt is read first, and wins", async () => {
    const world = await following(at({ id: "a" }), at({ id: "b" }));
    world.attempts["b"] = {
      readable: true,
      attempt: makeAttempt("authenticated", began + minute, { accountId: "new-1" }),
    };
    world.stackone.accounts = [appeared];
    world.advance(2 * minute);
    expect((await world.check("a")).progress).toBe("waiting");
    expect(world.stackone.calls).toContain("readAttempt b");
    expect(await world.progress("b")).toBe("connected");
  });

  test("two links, one account, no attempt: both look connected; the confirmed one takes it and the other waits again", async () => {
    const world = await following(at({ id: "a" }), at({ id: "b" }));
    world.stackone.accounts = [appeared];
    world.advance(2 * minute);
    expect((await world.check("a")).progress).toBe("likely_connected");
    expect((await world.get("b")).memory.hint?.with).toEqual(["a"]);
    expect(await confirmConnectSession(world.staff(), "a", { done: true })).toMatchObject({
      progress: "connected",
    });
    expect(world.soon).toContain("b");
    world.advance(minute);
    expect((await world.check("b")).progress).toBe("waiting");
  });

  test("not yet on one of two leaves the account to the other", async () => {
    const world = await following(at({ id: "a" }), at({ id: "b" }));
    world.stackone.accounts = [appeared];
    world.advance(2 * minute);
    await world.check("a");
    expect(await confirmConnectSession(world.staff(), "a", { done: false })).toMatchObject({
      progress: "waiting",
    });
    world.advance(minute);
    expect((await world.check("b")).progress).toBe("connected");
    expect(await world.progress("a")).toBe("waiting");
  });

  test("the earlier link of a lineage is used: the newest says so", async () => {
    const older = at({ id: "a", supersededBy: "b" });
    const newest = at({ id: "b", lineageId: "a", supersedes: "a", createdAt: began + 1 });
    const world = await following(older, newest);
    world.attempts["a"] = {
      readable: true,
      attempt: makeAttempt("authenticated", began + minute, { accountId: "new-1" }),
    };
    world.stackone.accounts = [appeared];
    world.advance(2 * minute);
    await world.check("a");
    expect(await world.progress("a")).toBe("connected");
    expect(await world.progress("b")).toBe("connected");
    expect(world.store.stored.timeline("b")[0]?.text).toContain(
      "It came through the earlier link.",
    );
  });

  test("an attempt that was read while the list was under way does not decide: it is read again", async () => {
    const older = at({ id: "a", supersededBy: "b" });
    const newest = at({ id: "b", lineageId: "a", supersedes: "a", createdAt: began + 1 });
    const world = await following(older, newest);
    const list = world.stackone.listAccountsOfOwners;
    world.stackone.listAccountsOfOwners = async (...asked) => {
      // another poll reads that attempt now, and then the customer signs in
      world.advance(10);
      const row = await world.get("a");
      const attemptReadAt = world.clock.now();
      const memory = { ...row.memory, attemptReadAt };
      await world.store.connectSessions.update({ ...row, memory });
      world.advance(10);
      const time = world.clock.now();
      world.attempts["a"] = {
        readable: true,
        attempt: makeAttempt("authenticated", time, { accountId: "new-1" }),
      };
      world.stackone.accounts = [{ ...appeared, createdAt: time, updatedAt: time }];
      return list(...asked);
    };
    world.advance(2 * minute);
    await world.check("b");
    expect(await world.progress("a")).toBe("connected");
    expect(await world.progress("b")).toBe("connected");
    expect(world.store.stored.timeline("b")[0]?.text).toContain(
      "It came through the earlier link.",
    );
  });

  test("an account where an attempt was ever seen updates itself: no hint", async () => {
    const before = at({
      id: "z",
      progress: "connected",
      linkHeld: false,
      attempt: makeAttempt("authenticated", began - day),
      owner: { id: "other", name: "Other" },
    });
    const world = await following(before, at({ id: "a" }, working));
    world.stackone.accounts = [saved];
    world.advance(2 * minute);
    expect((await world.check("a")).progress).toBe("waiting");
  });

  test("an account whose profile says OAuth updates itself: no hint", async () => {
    const world = await following(at({ id: "a" }, working));
    for (const { profiles } of world.stackone.providers)
      for (const profile of profiles) profile.authentication = "oauth2: OAuth 2.0";
    world.stackone.accounts = [saved];
    world.advance(2 * minute);
    expect((await world.check("a")).progress).toBe("waiting");
  });

  test("an account that moved while no link for it was open updates itself: no hint for the next link", async () => {
    const done = at(
      {
        id: "z",
        progress: "likely_connected",
        memory: { hint: { account: working, change: "changed:1", at: 1, with: [] } },
      },
      working,
    );
    const world = await following(done);
    await confirmConnectSession(world.staff(), "z", { done: true });
    world.stackone.accounts = [saved];
    world.advance(2 * minute);
    await world.check("z");
    await world.store.connectSessions.insert(at({ id: "a" }, saved));
    world.stackone.accounts = [{ ...saved, updatedAt: world.clock.now() }];
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("waiting");
  });

  test("looks at the same time leave every claim single and lose nothing", async () => {
    const world = await following(at({ id: "a" }), at({ id: "b", label: "x" }));
    world.stackone.accounts = [{ ...appeared, label: "x" }];
    world.advance(2 * minute);
    await Promise.all(["a", "b", "a", "b"].map(world.check));
    expect([await world.progress("a"), await world.progress("b")]).toEqual([
      "waiting",
      "connected",
    ]);
    expect(world.store.stored.claims()).toHaveLength(1);
    expect(world.store.stored.timeline("b")).toHaveLength(1);
  });
});
