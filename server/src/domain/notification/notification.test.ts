import type { RowPart } from "../testing/row-part.ts";
import { NotificationKind } from "@connect-console/shared/notification";
import { describe, expect, test } from "vitest";
import { acceptDifference } from "../connect-session/accept-difference.ts";
import { changeSettings } from "./change-settings.ts";
import { checkConnectSession } from "../connect-session/check.ts";
import { confirmConnectSession } from "../connect-session/confirm.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { listNotifications } from "./list.ts";
import type { AttemptReading } from "../ports/stackone.ts";
import { markNotificationsRead } from "./mark-read.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { day, makeAttempt, makeRow, minute } from "../testing/followed-row.ts";
import { createTestConsole } from "../testing/test-console.ts";

const hour = 60 * minute;
const webhook = { host: "hooks.test", send: async () => ({ result: "delivered" as const }) };

/** Dana's rows; somebody else looks, a minute later each time. */
async function world(rows: RowPart[], hasWebhook = true) {
  const console = createTestConsole({ copying: true, webhook: hasWebhook ? webhook : null });
  const began = console.clock.now();
  const attempts: Record<string, AttemptReading> = {};
  console.stackone.readAttempt = async ({ token }) =>
    attempts[token ?? ""] ?? { readable: true, attempt: null };
  for (const row of rows) {
    const times = { createdAt: began, startedAt: began, activeAt: began, nextCheckAt: began };
    const life = (row.expiresIn ?? 86_400) * 1000;
    const ends = { endsAt: began + life, expiresAt: began + life };
    const made = makeRow({ ...times, ...ends, progressSince: began, id: "a", ...row });
    await console.store.connectSessions.insert({ ...made, lineageId: row.lineageId ?? made.id });
    await console.store.connectSessions.keepSecrets(made.id, {
      token: made.id,
      authLink: `https://link.test/${made.id}`,
    });
  }
  const look = async (id = "a") => {
    console.advance(minute);
    await checkConnectSession(console.staff("support", "staff-2"), id);
  };
  const toldTo = (staffId: string) =>
    listNotifications(console.staff("viewer", staffId), {}).then(({ items }) => items);
  const told = async (staffId = "staff-1") =>
    (await toldTo(staffId)).toReversed().map(({ kind, text }) => [kind, text]);
  return { ...console, began, attempts, look, told, toldTo };
}

const account = (began: number, part: Partial<ReturnType<typeof makeAccount>> = {}) =>
  makeAccount({ id: "new", createdAt: began + minute, updatedAt: began + minute, ...part });

describe("what becomes of a link", () => {
  test("connected: its maker is told once, however often it is looked at, and the team in the same breath", async () => {
    const at = await world([{}]);
    at.stackone.accounts = [account(at.began)];
    for (let looks = 0; looks < 3; looks += 1) await at.look();
    expect(await at.told()).toEqual([["connected", "BambooHR of Acme Corp is connected."]]);
    expect(await at.told("staff-2")).toEqual([]);
    expect(at.store.state().outbox).toMatchObject([
      { kind: "connected", recipients: ["Dana"], connectSessionId: "a", state: "waiting" },
    ]);
    expect(at.notified).toEqual(["staff-1"]);
  });

  test("its assignee is told too; who is both, once", async () => {
    const kim = { id: "staff-3", name: "Kim" };
    const dana = { id: "staff-1", name: "Dana" };
    const at = await world([{ assignee: kim }, { id: "b", assignee: dana, provider: "okta" }]);
    at.stackone.accounts = [account(at.began), account(at.began, { id: "2", provider: "okta" })];
    await at.look();
    expect([(await at.told()).length, (await at.told("staff-3")).length]).toEqual([2, 1]);
    expect(at.store.state().outbox.map(({ recipients }) => recipients)).toEqual(
      expect.arrayContaining([["Dana", "Kim"], ["Dana"]]),
    );
  });

  test("a transaction that fails leaves neither move nor notification, and the next look makes both", async () => {
    const at = await world([{}]);
    at.stackone.accounts = [account(at.began)];
    // the reading's own fold passes, the row's does not
    at.store.failTransactions(1);
    await expect(at.look()).rejects.toThrow("disk I/O error");
    expect([await at.told(), at.store.state().outbox, at.notified]).toEqual([[], [], []]);
    await at.look();
    expect(await at.told()).toHaveLength(1);
  });

  test("a problem: with what is wrong, and again only for what is new", async () => {
    const at = await world([{}]);
    at.stackone.accounts = [account(at.began, { status: "error" })];
    await at.look();
    await at.look();
    expect(await at.told()).toEqual([
      ["problem", "BambooHR of Acme Corp is connected, with a problem: the account is not active."],
    ]);
    at.stackone.accounts = [account(at.began, { updatedAt: at.began + 5 * minute })];
    await at.look();
    expect((await at.told()).map(([kind]) => kind)).toEqual(["problem", "connected"]);
  });

  test("failed: each attempt once, a code of it, and nothing that a provider wrote at length", async () => {
    const at = await world([{}]);
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
    const at = await world([{ expiresIn: 7 * 86_400, providerName: "BambooHR" }]);
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
    const at = await world([row]);
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
    const at = await world([row]);
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
    const at = await world([{ expiresIn: 86_400, supersededBy: "b" }]);
    at.advance(day + hour);
    await at.look();
    expect(await at.told()).toEqual([]);
  });

  test("not while the customer signs in; but when that comes to nothing", async () => {
    const at = await world([{ expiresIn: 7 * 86_400 }]);
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
    const at = await world([{}]);
    at.stackone.accounts = [account(at.began)];
    await at.look();
    const becomes = async (status: string) => {
      at.stackone.accounts = [account(at.began, { status, updatedAt: at.clock.now() })];
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
    const at = await world([
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
      at.stackone.accounts = [account(at.began, { status, updatedAt: at.clock.now() })];
      at.advance(minute);
      await at.tracker.stackone.readAccount("new", "watch");
    };
    await read("active");
    const assignments = { assignee: { id: "staff-6", name: "Sam" }, ticket: null };
    await at.store.accounts.assign("new", assignments);
    await read("error");
    for (const id of ["staff-3", "staff-5", "staff-6"]) expect(await at.told(id)).toHaveLength(1);
    expect(at.store.state().outbox).toMatchObject([{ recipients: ["Kim", "Max", "Sam"] }]);
    for (const id of ["staff-1", "staff-4"]) expect(await at.told(id)).toEqual([]);
  });

  test("an account that no link linked concerns nobody", async () => {
    const at = await world([{}]);
    for (const status of ["active", "error"]) {
      at.stackone.accounts = [account(at.began - hour, { status, updatedAt: at.clock.now() })];
      await at.tracker.stackone.readAccount("new", "watch");
      at.advance(minute);
    }
    expect(at.store.state().notifications).toEqual([]);
  });
});

describe("what a person did", () => {
  const hint = (began: number) => ({
    account: account(began),
    change: "touched 1",
    at: began,
    with: [],
  });

  test.each([
    ["staff-1", 0],
    ["staff-2", 1],
  ])("confirmed by %s: the maker is told only of what others said", async (by, times) => {
    const at = await world([{ progress: "likely_connected" }]);
    const row = await at.store.connectSessions.get("a");
    if (row) await at.store.connectSessions.update({ ...row, memory: { hint: hint(at.began) } });
    await confirmConnectSession(at.staff("support", by), "a", { done: true });
    expect(await at.told()).toHaveLength(times);
    expect(at.store.state().outbox).toHaveLength(times);
  });

  test.each([
    ["staff-1", 0],
    ["staff-2", 1],
  ])("accepted by %s: likewise", async (by, times) => {
    const problems = [{ code: "profile_differs", message: "differs" }];
    const active = { status: "active" } as ConnectSessionRow["account"];
    const at = await world([{ progress: "connected_with_problem", problems, account: active }]);
    await acceptDifference(at.staff("support", by), "a", { problems: ["profile_differs"] });
    expect(await at.told()).toHaveLength(times);
  });
});

describe("settings", () => {
  test("a kind that is off is neither told nor sent; audited by its name", async () => {
    const at = await world([{}]);
    const dana = at.staff("viewer", "staff-1");
    const off = { console: false, webhook: false };
    const answer = await changeSettings(dana, { notifications: { connected: off } });
    expect(answer.notifications).toEqual({
      ...Object.fromEntries(
        NotificationKind.options.map((kind) => [kind, { console: true, webhook: true }]),
      ),
      connected: off,
    });
    at.stackone.accounts = [account(at.began)];
    await at.look();
    expect([await at.told(), at.store.state().outbox]).toEqual([[], []]);
    expect(at.store.state().audit[0]).toMatchObject({
      action: "settings.change",
      actor: { id: "staff-1" },
      fields: ["notifications.connected"],
    });
  });

  test("where no webhook is configured, nothing is kept for it", async () => {
    const at = await world([{}], false);
    at.stackone.accounts = [account(at.began)];
    await at.look();
    expect([(await at.told()).length, at.store.state().outbox]).toEqual([1, []]);
  });

  test("reading is one's own: others' ids change nothing, `upTo` spares what came later", async () => {
    const at = await world([{ id: "a" }, { id: "b", owner: { id: "other", name: "Other" } }]);
    at.stackone.accounts = [
      account(at.began),
      account(at.began, { id: "two", ownerId: "other", ownerName: "Other" }),
    ];
    await at.look("a");
    const [first] = await at.toldTo("staff-1");
    await at.look("b");
    const upTo = first?.id ?? "";
    expect(await markNotificationsRead(at.staff("viewer", "staff-2"), { ids: [upTo] })).toEqual({
      unread: 0,
      newestId: null,
    });
    const dana = at.staff("viewer", "staff-1");
    expect((await markNotificationsRead(dana, { upTo })).unread).toBe(1);
    expect((await at.toldTo("staff-1")).map(({ read }) => read)).toEqual([false, true]);
    expect(at.notified).toEqual(["staff-1", "staff-1", "staff-1"]);
  });
});

describe("W21: less noise", () => {
  const long = { expiresIn: 3 * 86_400 };

  test("a link and its re-issue are told of as expiring once, to the team as well", async () => {
    const at = await world([
      { ...long },
      { ...long, id: "b", lineageId: "a", supersedes: "a" },
      { ...long, id: "c" },
    ]);
    at.advance(2 * day + minute);
    for (const id of ["a", "b", "c", "a", "b"]) await at.look(id);
    const told = (await at.toldTo("staff-1")).map(({ connectSessionId }) => connectSessionId);
    expect(new Set(told)).toEqual(new Set(["b", "c"]));
    expect(at.store.state().outbox).toHaveLength(2);
  });

  test("what is about the link or the account that a person looks at is read, nothing else, and nobody else's", async () => {
    const at = await world([{}, { id: "b", provider: "lever" }]);
    for (const [index, connectSessionId] of ["a", "a", "b", null].entries())
      for (const staffId of ["staff-1", "staff-2"])
        await at.store.notifications.add([
          {
            id: `${staffId}-${index}`,
            eventId: `event-${index}`,
            staffId,
            kind: "failed",
            at: index,
            readAt: null,
            connectSessionId,
            accountId: connectSessionId === null ? "account-1" : null,
            facts: {
              owner: { id: "acme", name: "Acme" },
              provider: null,
              label: null,
              type: "production",
              codes: [],
            },
          },
        ]);
    const me = at.staff("support", "staff-1");
    expect(await markNotificationsRead(me, { connectSessionId: "a" })).toMatchObject({ unread: 2 });
    expect(at.notified).toEqual(["staff-1"]);
    // seen again: nothing to tell the other tabs
    expect(await markNotificationsRead(me, { connectSessionId: "a" })).toMatchObject({ unread: 2 });
    expect(at.notified).toEqual(["staff-1"]);
    expect(await markNotificationsRead(me, { accountId: "account-1" })).toMatchObject({
      unread: 1,
    });
    expect((await at.toldTo("staff-2")).some(({ read }) => read)).toBe(false);
  });
});
