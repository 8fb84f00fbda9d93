import { NotificationKind } from "@connect-console/shared/notification";
import { consoleBegan } from "../testing/test-console.ts";
import { describe, expect, test } from "vitest";
import { changeSettings } from "./change-settings.ts";
import { markNotificationsRead } from "./mark-read.ts";
import { day, minute } from "../testing/followed-row.ts";
import { newAccount, notifiedConsole } from "../testing/notified.ts";

describe("settings", () => {
  test("a kind that is off is neither told nor sent; audited by its name", async () => {
    const at = await notifiedConsole([{}]);
    const dana = at.staff("viewer", "staff-1");
    const off = { console: false, webhook: false };
    const answer = await changeSettings(dana, { notifications: { connected: off } });
    expect(answer.notifications).toEqual({
      ...Object.fromEntries(
        NotificationKind.options.map((kind) => [kind, { console: true, webhook: true }]),
      ),
      connected: off,
    });
    at.stackone.accounts = [newAccount(at.began)];
    await at.look();
    expect([await at.told(), at.store.stored.outbox()]).toEqual([[], []]);
    expect(at.store.stored.audit()[0]).toMatchObject({
      action: "settings.change",
      actor: { id: "staff-1" },
      fields: ["notifications.connected"],
    });
  });

  test("where no webhook is configured, nothing is kept for it", async () => {
    const at = await notifiedConsole([{}], false);
    at.stackone.accounts = [newAccount(at.began)];
    await at.look();
    expect([(await at.told()).length, at.store.stored.outbox()]).toEqual([1, []]);
  });

  test("reading is one's own: others' ids change nothing, `upTo` spares what came later", async () => {
    const at = await notifiedConsole([
      { id: "a" },
      { id: "b", owner: { id: "other", name: "Other" } },
    ]);
    at.stackone.accounts = [
      newAccount(at.began),
      newAccount(at.began, { id: "two", ownerId: "other", ownerName: "Other" }),
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
    const at = await notifiedConsole([
      { ...long },
      { ...long, id: "b", lineageId: "a", supersedes: "a", createdAt: consoleBegan + minute },
      { ...long, id: "c" },
    ]);
    at.advance(2 * day + minute);
    for (const id of ["a", "b", "c", "a", "b"]) await at.look(id);
    const told = (await at.toldTo("staff-1")).map(({ connectSessionId }) => connectSessionId);
    expect(new Set(told)).toEqual(new Set(["b", "c"]));
    expect(at.store.stored.outbox()).toHaveLength(2);
  });

  test("what is about the link or the account that a person looks at is read, nothing else, and nobody else's", async () => {
    const at = await notifiedConsole([{}, { id: "b", provider: "lever" }]);
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
