import type { RowPart } from "../testing/row-part.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { dismissible } from "./attention.ts";
import { tabOf } from "./tabs.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { listConnectSessions } from "./list.ts";
import { nextConnectSession } from "./next.ts";
import { StackOneError } from "../ports/stackone.ts";
import { reissueConnectSession } from "../creation/reissue-connect-session.ts";
import { dismissConnectSession, snoozeConnectSession, unsnoozeConnectSession } from "./snooze.ts";
import { makeAttempt, makeRow } from "../testing/followed-row.ts";
import { createTestConsole } from "../testing/test-console.ts";

const day = 86_400_000;
const input = { ownerId: "acme", provider: "bamboohr", expiresIn: 3600 };
let app: ReturnType<typeof createTestConsole>;

beforeEach(async () => {
  app = createTestConsole();
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
});

/** A row that is kept, with the link of a week unless the test says otherwise. */
async function keep(part: RowPart): Promise<string> {
  const now = app.clock.now();
  const times = { createdAt: now, expiresAt: now + 7 * day, endsAt: now + 7 * day };
  const row = makeRow({ id: app.ids.next(), expiresIn: 7 * 86_400, ...times, ...part });
  await app.store.connectSessions.insert(row);
  return row.id;
}
const failed = (part: RowPart = {}) =>
  keep({ progress: "attempt_failed", attempt: makeAttempt("error", 1), ...part });
const stored = (id: string) => {
  const row = app.store.stored.row(id);
  if (!row) throw new Error("there is no such row");
  return row;
};
const tab = (id: string) => tabOf(stored(id), app.clock.now());
async function change(id: string, part: RowPart) {
  await app.store.connectSessions.update({ ...stored(id), ...part });
}

describe("W7: Done for now", () => {
  test.each(["attempt_failed", "stalled", "likely_connected", "connected_with_problem"] as const)(
    "%s leaves Needs attention, says who and when, and may be taken back",
    async (progress) => {
      const id = await keep({ progress });
      expect(await nextConnectSession(app.staff(), {})).toEqual({ id });
      const row = await snoozeConnectSession(app.staff(), id, {});
      expect(row).toMatchObject({
        needsAttention: false,
        snoozed: { dismissed: false, until: null, by: { name: "Robin" } },
        timeline: [{ code: "snoozed", by: { name: "Robin" } }],
      });
      expect((await listConnectSessions(app.staff(), {})).tabs).toMatchObject({
        attention: 0,
        waiting: 1,
      });
      expect(await nextConnectSession(app.staff(), {})).toEqual({ id: null });
      const back = await unsnoozeConnectSession(app.staff(), id);
      expect(back).toMatchObject({ needsAttention: true, snoozed: null, progress });
      expect(app.audited()).toEqual([
        `connect_session.snooze done connect_session ${id}`,
        `connect_session.unsnooze done connect_session ${id}`,
      ]);
    },
  );

  const changes: [string, RowPart][] = [
    ["a new attempt that failed", { attempt: makeAttempt("error", 2, { id: "attempt-2" }) }],
    [
      "the same attempt with another error",
      { attempt: makeAttempt("error", 2, { errorCode: "x" }) },
    ],
    ["another progress", { progress: "stalled" }],
    ["a problem", { problems: [{ code: "account_missing", message: "" }] }],
  ];
  test.each(changes)("ends with %s, not with a mere look", async (_, part) => {
    const id = await failed();
    await snoozeConnectSession(app.staff(), id, {});
    await change(id, { lastCheckedAt: app.clock.now() + 5, nextCheckAt: 7, activeAt: 8 });
    expect(tab(id)).toBe("waiting");
    await change(id, part);
    expect(tab(id)).toBe("attention");
  });

  test("ends with its day, and where the link is about to end", async () => {
    const untilTomorrow = await failed();
    const untilChange = await failed();
    const late = await failed({ expiresAt: app.clock.now() + day / 2 });
    const until = new Date(app.clock.now() + day).toISOString();
    expect((await snoozeConnectSession(app.staff(), untilTomorrow, { until })).snoozed?.until).toBe(
      until,
    );
    for (const id of [untilChange, late]) await snoozeConnectSession(app.staff(), id, {});
    app.advance(day - 1);
    expect([untilTomorrow, untilChange, late].map(tab)).toEqual(["waiting", "waiting", "waiting"]);
    app.advance(1);
    expect([untilTomorrow, untilChange, late].map(tab)).toEqual([
      "attention",
      "waiting",
      "waiting",
    ]);
    app.advance(5 * day);
    // a day before its end the link calls again; one that was in its last day already does not
    expect([untilChange, late].map(tab)).toEqual(["attention", "waiting"]);
  });

  test("a link that waits and ends within a day can be set aside too", async () => {
    const id = await keep({ expiresAt: app.clock.now() + day / 2 });
    expect(tab(id)).toBe("attention");
    await snoozeConnectSession(app.staff(), id, {});
    expect(tab(id)).toBe("waiting");
  });

  test.each([
    ["a viewer", "viewer", "not_allowed"],
    ["QA with a production link", "qa", "not_allowed"],
  ] as const)("is refused to %s", async (_, role, code) => {
    const id = await failed();
    await expect(snoozeConnectSession(app.staff(role), id, {})).rejects.toMatchObject({ code });
    expect(app.audited()).toEqual([`connect_session.snooze refused connect_session ${id}`]);
  });

  test("is refused where nothing calls, and for a day that is none", async () => {
    const id = await keep({});
    await expect(snoozeConnectSession(app.staff(), id, {})).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(unsnoozeConnectSession(app.staff(), id)).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(dismissConnectSession(app.staff(), id)).rejects.toMatchObject({
      code: "conflict",
    });
    for (const until of [app.clock.now(), app.clock.now() - day, app.clock.now() + 400 * day])
      await expect(
        snoozeConnectSession(app.staff(), await failed(), { until: new Date(until).toISOString() }),
      ).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("W7: Dismiss", () => {
  const unknown = (key: string, part: object = {}) => {
    app.stackone.fail.createConnectSession = new StackOneError("unavailable", "no answer");
    return createConnectSession(app.staff(), { ...input, ...part }, key).then(
      () => "",
      (error: { detail: { connectSessionId: string } }) => error.detail.connectSessionId,
    );
  };

  test.each(dismissible)(
    "%s goes out of attention for good, and may be taken back",
    async (progress) => {
      const id = await keep({ progress });
      expect(tab(id)).toBe("attention");
      await expect(snoozeConnectSession(app.staff(), id, {})).rejects.toMatchObject({
        code: "conflict",
      });
      expect(await dismissConnectSession(app.staff(), id)).toMatchObject({
        progress,
        needsAttention: false,
        snoozed: { dismissed: true },
        timeline: [{ code: "dismissed" }],
      });
      expect(tab(id)).toBe("over");
      await expect(dismissConnectSession(app.staff(), id)).rejects.toMatchObject({
        code: "conflict",
      });
      expect((await unsnoozeConnectSession(app.staff(), id)).needsAttention).toBe(true);
    },
  );

  test("comes by itself with the success of the same request, however long its link lives", async () => {
    const [same, other] = [await unknown("one"), await unknown("two", { label: "HR" })];
    expect([same, other].map(tab)).toEqual(["attention", "attention"]);
    app.stackone.fail = {};
    app.changed.length = 0;
    await createConnectSession(
      app.staff("support", "staff-2"),
      { ...input, expiresIn: 7200 },
      "three",
    );
    expect([same, other].map(tab)).toEqual(["over", "attention"]);
    expect(app.changed.map(({ id }) => id)).toContain(same);
    expect(app.store.stored.timeline(same).at(-1)).toMatchObject({ code: "dismissed" });
    await reissueConnectSession(app.staff(), other, {}, "four");
    expect(tab(other)).toBe("over");
  });
});

describe("W8: a link that expired unused", () => {
  const expired = () => keep({ progress: "expired", linkHeld: false });

  test("W8: needs attention until it is dismissed", async () => {
    const id = await expired();
    expect(tab(id)).toBe("attention");
    const row = await dismissConnectSession(app.staff(), id);
    expect(row).toMatchObject({ needsAttention: false, snoozed: { dismissed: true } });
    expect(tab(id)).toBe("over");
  });

  test("W8: or until it is re-issued, or the same link is created again", async () => {
    const [reissued, again] = [await expired(), await expired()];
    await change(reissued, { supersededBy: "b" });
    expect(tab(reissued)).toBe("over");
    await change(again, { choices: { ...stored(again).choices, expiresIn: 60 } });
    await createConnectSession(app.staff(), input, "key-1");
    expect(tab(again)).toBe("over");
  });
});
