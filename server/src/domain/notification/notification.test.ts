import { describe, expect, test } from "vitest";
import { accountToApi } from "../account-sync/to-api.ts";
import { acceptDifference } from "../connect-session/accept-difference.ts";
import { confirmConnectSession } from "../connect-session/confirm.ts";
import { day, makeAttempt, minute } from "../testing/followed-row.ts";
import { hour, newAccount, notifiedConsole } from "../testing/notified.ts";

describe("what becomes of a link", () => {
  test("connected: its maker is told once, however often it is looked at, and the team in the same breath", async () => {
    const at = await notifiedConsole([{}]);
    at.stackone.accounts = [newAccount(at.began)];
    for (let looks = 0; looks < 3; looks += 1) await at.look();
    expect(await at.told()).toEqual([["connected", "BambooHR of Acme Corp is connected."]]);
    expect(await at.told("staff-2")).toEqual([]);
    expect(at.store.stored.outbox()).toMatchObject([
      { kind: "connected", recipients: ["Dana"], connectSessionId: "a", state: "waiting" },
    ]);
    expect(at.notified).toEqual(["staff-1"]);
  });

  test("its assignee is told too; who is both, once", async () => {
    const kim = { id: "staff-3", name: "Kim" };
    const dana = { id: "staff-1", name: "Dana" };
    const at = await notifiedConsole([
      { assignee: kim },
      { id: "b", assignee: dana, provider: "okta" },
    ]);
    at.stackone.accounts = [
      newAccount(at.began),
      newAccount(at.began, { id: "2", provider: "okta" }),
    ];
    await at.look();
    expect([(await at.told()).length, (await at.told("staff-3")).length]).toEqual([2, 1]);
    expect(at.store.stored.outbox().map(({ recipients }) => recipients)).toEqual(
      expect.arrayContaining([["Dana", "Kim"], ["Dana"]]),
    );
  });

  test("a transaction that fails leaves neither move nor notification, and the next look makes both", async () => {
    const at = await notifiedConsole([{}]);
    at.stackone.accounts = [newAccount(at.began)];
    // the reading's own fold passes, the row's does not
    at.store.failTransactions(1);
    await expect(at.look()).rejects.toThrow("disk I/O error");
    expect([await at.told(), at.store.stored.outbox(), at.notified]).toEqual([[], [], []]);
    await at.look();
    expect(await at.told()).toHaveLength(1);
  });

  test("a problem: with what is wrong, and again only for what is new", async () => {
    const at = await notifiedConsole([{}]);
    at.stackone.accounts = [newAccount(at.began, { status: "error" })];
    await at.look();
    await at.look();
    expect(await at.told()).toEqual([
      ["problem", "BambooHR of Acme Corp is connected, with a problem: the account is not active."],
    ]);
    at.stackone.accounts = [newAccount(at.began, { updatedAt: at.began + 5 * minute })];
    await at.look();
    expect((await at.told()).map(([kind]) => kind)).toEqual(["problem", "connected"]);
  });

  test("failed: each attempt once, a code of it, and nothing that a provider wrote at length", async () => {
    const at = await notifiedConsole([{}]);
    const fail = (id: string, status: string, errorCode: string | null) => {
      const part = { id, errorCode, errorDescription: "secret sentence" };
      const attempt = makeAttempt(status, at.clock.now(), part);
      at.attempts["a"] = { readable: true, attempt };
    };
    fail("one", "error", "access_denied");
    await at.look();
    await at.look();
    fail("two", "cancelled", null);
    await at.look();
    fail("three", "error", "token=abc.def/ghi");
    await at.look();
    const again = "The link may still be used.";
    expect(await at.told()).toEqual([
      ["failed", `A sign-in for bamboohr of Acme Corp failed (access_denied). ${again}`],
      ["failed", `A sign-in for bamboohr of Acme Corp was not finished. ${again}`],
      ["failed", `A sign-in for bamboohr of Acme Corp failed. ${again}`],
    ]);
  });
});

describe("a link that expires unused", () => {
  test("is told of 24 hours before, once, over looks and restarts", async () => {
    const at = await notifiedConsole([{ expiresIn: 7 * 86_400, providerName: "BambooHR" }]);
    at.live.checkEvery = () => 3600;
    at.advance(6 * day - 2 * minute);
    await at.look();
    expect(await at.told()).toEqual([]);
    // the row itself says when it is to be looked at for this
    expect((await at.store.connectSessions.get("a"))?.nextCheckAt).toBe(at.began + 6 * day + 1);
    for (let looks = 0; looks < 3; looks += 1) await at.look();
    expect(await at.told()).toEqual([
      [
        "expiring",
        "The link for BambooHR of Acme Corp expires within 24 hours, and nothing was linked with it yet.",
      ],
    ]);
  });

  test.each([
    ["a link of a day", { expiresIn: 86_400 }, 23 * hour],
    ["a link that was made anew", { expiresIn: 7 * 86_400, supersededBy: "b" }, 6 * day + hour],
  ])("not %s", async (_, row, passed) => {
    const at = await notifiedConsole([row]);
    at.advance(passed);
    await at.look();
    expect(await at.told()).toEqual([]);
  });

  test.each([
    ["an hour", { expiresIn: 3600 }],
    ["a day", { expiresIn: 86_400 }],
    ["a week", { expiresIn: 7 * 86_400, memory: { expiryTold: true } }],
  ])("W8: its end is told, once, of a link of %s", async (_, row) => {
    const life = row.expiresIn * 1000;
    const at = await notifiedConsole([row]);
    at.advance(life + hour);
    for (let looks = 0; looks < 3; looks += 1) await at.look();
    expect(await at.told()).toEqual([
      [
        "expired",
        "The link for bamboohr of Acme Corp expired, and nothing was linked with it. Re-issue or dismiss it.",
      ],
    ]);
  });

  test("W8: not that of a link that was re-issued", async () => {
    const at = await notifiedConsole([{ expiresIn: 86_400, supersededBy: "b" }]);
    at.advance(day + hour);
    await at.look();
    expect(await at.told()).toEqual([]);
  });

  test("not while the customer signs in; but when that comes to nothing", async () => {
    const at = await notifiedConsole([{ expiresIn: 7 * 86_400 }]);
    at.advance(6 * day + hour);
    at.attempts["a"] = { readable: true, attempt: makeAttempt("pending", at.clock.now()) };
    await at.look();
    expect(await at.told()).toEqual([]);
    at.advance(10 * minute);
    await at.look();
    expect((await at.told()).map(([kind]) => kind)).toEqual(["expiring"]);
  });
});

describe("an account that stops working", () => {
  test("soon after: told once as broken, not as a problem too; and once for each time", async () => {
    const at = await notifiedConsole([{}]);
    at.stackone.accounts = [newAccount(at.began)];
    await at.look();
    const becomes = async (status: string) => {
      at.stackone.accounts = [newAccount(at.began, { status, updatedAt: at.clock.now() })];
      for (let looks = 0; looks < 2; looks += 1) await at.look();
    };
    await becomes("error");
    expect((await at.store.connectSessions.get("a"))?.progress).toBe("connected_with_problem");
    await becomes("expired");
    await becomes("active");
    await becomes("error");
    expect(await at.told()).toEqual([
      ["connected", "BambooHR of Acme Corp is connected."],
      ["broken", "BambooHR of Acme Corp stopped working (error)."],
      ["connected", "BambooHR of Acme Corp is connected."],
      ["broken", "BambooHR of Acme Corp stopped working (error)."],
    ]);
    expect((await at.toldTo("staff-1"))[0]).toMatchObject({ accountId: "new" });
  });

  test("the people of the newest link that linked or repaired it are told, and the account's own, of no other", async () => {
    const memory = { connectedAccountId: "new" };
    const over = { progress: "connected" as const, linkHeld: false, memory };
    const at = await notifiedConsole([
      { id: "a", ...over },
      {
        id: "b",
        ...over,
        createdBy: { id: "staff-3", name: "Kim" },
        assignee: { id: "staff-5", name: "Max" },
      },
      { id: "c", accountId: "new", createdBy: { id: "staff-4", name: "Lee" } },
    ]);
    for (const connectSessionId of ["a", "b"])
      await at.store.connectSessions.claim({
        accountId: "new",
        change: connectSessionId,
        connectSessionId,
      });
    const read = async (status: string) => {
      at.stackone.accounts = [newAccount(at.began, { status, updatedAt: at.clock.now() })];
      at.advance(minute);
      await at.tracker.stackone.readAccount("new", "watch");
    };
    await read("active");
    const assignments = { assignee: { id: "staff-6", name: "Sam" }, ticket: null };
    await at.store.accounts.assign("new", assignments);
    await read("error");
    for (const id of ["staff-3", "staff-5", "staff-6"]) expect(await at.told(id)).toHaveLength(1);
    expect(at.store.stored.outbox()).toMatchObject([{ recipients: ["Kim", "Max", "Sam"] }]);
    for (const id of ["staff-1", "staff-4"]) expect(await at.told(id)).toEqual([]);
  });

  test("an account that no link linked concerns nobody", async () => {
    const at = await notifiedConsole([{}]);
    for (const status of ["active", "error"]) {
      at.stackone.accounts = [newAccount(at.began - hour, { status, updatedAt: at.clock.now() })];
      await at.tracker.stackone.readAccount("new", "watch");
      at.advance(minute);
    }
    expect(at.store.stored.notifications()).toEqual([]);
  });
});

describe("what a person did", () => {
  const hint = (began: number) => ({
    account: newAccount(began),
    change: "touched 1",
    at: began,
    with: [],
  });

  test.each([
    ["staff-1", 0],
    ["staff-2", 1],
  ])("confirmed by %s: the maker is told only of what others said", async (by, times) => {
    const at = await notifiedConsole([{ progress: "likely_connected" }]);
    const row = await at.store.connectSessions.get("a");
    if (row) await at.store.connectSessions.update({ ...row, memory: { hint: hint(at.began) } });
    await confirmConnectSession(at.staff("support", by), "a", { done: true });
    expect(await at.told()).toHaveLength(times);
    expect(at.store.stored.outbox()).toHaveLength(times);
  });

  test.each([
    ["staff-1", 0],
    ["staff-2", 1],
  ])("accepted by %s: likewise", async (by, times) => {
    const problems = [{ code: "profile_differs", message: "differs" }];
    const active = accountToApi(newAccount(0));
    const at = await notifiedConsole([
      { progress: "connected_with_problem", problems, account: active },
    ]);
    await acceptDifference(at.staff("support", by), "a", { problems: ["profile_differs"] });
    expect(await at.told()).toHaveLength(times);
  });
});
