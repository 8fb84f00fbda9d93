import { describe, expect, test } from "vitest";
import type { CopiedAccount } from "../../domain/ports/accounts.ts";
import { makeAccount } from "../../domain/testing/fake-stackone.ts";
import { openTestStore, start } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";

const ben = { id: "ben", name: "Ben" };

describe("a connect session", () => {
  test("is found and counted by who has it, from the moment of the hand-over", async () => {
    const { store } = await openTestStore();
    const { connectSessions } = store;
    const row = makeRow({ id: "one" });
    await connectSessions.insert(row);
    await connectSessions.insert(makeRow({ id: "two" }));
    const handed = await connectSessions.assign({ ...row, assignee: ben, ticket: "HELP-42" });
    expect(handed).toMatchObject({ version: 2, assignee: ben });
    expect(await connectSessions.get("one")).toMatchObject({ assignee: ben, ticket: "HELP-42" });
    const listed = async (query: object) => {
      const { items, tabs } = await connectSessions.list({ ...query, now: start });
      return [items.map(({ id }) => id), tabs.waiting];
    };
    expect(await listed({ holder: ["ben"] })).toEqual([["one"], 1]);
    expect(await listed({ holder: ["staff-1"], tab: "waiting" })).toEqual([["two"], 1]);
    expect(await listed({ createdBy: ["staff-1"] })).toEqual([["two", "one"], 2]);
    expect(await listed({ q: "help-42" })).toEqual([["one"], 1]);
    expect(await listed({ holder: ["ben", "staff-1"], type: ["production"] })).toEqual([
      ["two", "one"],
      2,
    ]);
  });

  test("a look leaves assignee and ticket alone, and a lost race hands nothing over", async () => {
    const { store } = await openTestStore();
    const { connectSessions } = store;
    const row = makeRow({ id: "one" });
    await connectSessions.insert(row);
    const checked = await connectSessions.update({ ...row, progress: "stalled" });
    expect(await connectSessions.assign({ ...row, assignee: ben })).toBeNull();
    if (!checked) throw new Error("the update was lost");
    const handed = await connectSessions.assign({ ...checked, assignee: ben });
    if (!handed) throw new Error("the hand-over was lost");
    await connectSessions.update({ ...handed, progress: "attempt_failed" });
    expect(await connectSessions.get("one")).toMatchObject({
      progress: "attempt_failed",
      assignee: ben,
    });
    const next = await connectSessions.oldestInAttention({
      holder: "ben",
      now: start,
      after: null,
    });
    expect(next?.id).toBe("one");
  });
});

describe("an account", () => {
  const account = (changes: Partial<CopiedAccount> = {}): CopiedAccount => ({
    ...makeAccount({ id: "hr" }),
    readAt: start,
    brokenSince: null,
    goneAt: null,
    ...changes,
  });
  const note = { id: "n1", at: new Date(start).toISOString(), code: "note", by: ben };

  test("is listed by who looks after it, and found by ticket and notes, across a new reading", async () => {
    const { store } = await openTestStore();
    const { accounts } = store;
    await accounts.put([account(), account({ id: "other" })]);
    await accounts.assign("hr", { assignee: ben, ticket: "https://desk.example/77" });
    await accounts.addEntry("hr", { ...note, text: "Waits for Ms Öztürk" });
    await accounts.addEntry("hr", { ...note, id: "n2", code: "handed_over", text: "invisible" });
    const ids = async (query: object) => (await accounts.list(query)).items.map(({ id }) => id);
    const found = async () => [
      await ids({ assignee: ["ben"] }),
      await ids({ assignee: ["ben"], q: "desk.example/77" }),
      await ids({ q: "ozturk" }),
      await ids({ assignee: ["ben"], ownerId: ["acme"] }),
      await ids({ assignee: ["nobody"] }),
      await ids({ q: "invisible" }),
    ];
    const expected = [["hr"], ["hr"], ["hr"], ["hr"], [], []];
    expect(await found()).toEqual(expected);
    expect((await accounts.list({ assignee: ["ben"] })).total).toBe(1);
    await accounts.put([account({ status: "error", brokenSince: start, label: "HR" })]);
    expect(await found()).toEqual(expected);
    expect((await accounts.assignments(["hr", "unknown"])).get("hr")).toEqual({
      assignee: ben,
      ticket: "https://desk.example/77",
    });
    expect((await accounts.entries("hr")).map(({ id }) => id)).toEqual(["n2", "n1"]);
  });

  test("a ticket that is taken away is no longer found, and a gone account comes back with its notes", async () => {
    const { store } = await openTestStore();
    const { accounts } = store;
    await accounts.put([account()]);
    await accounts.assign("hr", { assignee: null, ticket: "HELP-9" });
    await accounts.assign("hr", { assignee: null, ticket: null });
    expect((await accounts.list({ q: "help-9" })).total).toBe(0);
    await accounts.put([account({ goneAt: start })]);
    await accounts.addEntry("hr", { ...note, text: "left us" });
    await accounts.put([account()]);
    expect((await accounts.list({ q: "left us" })).total).toBe(1);
  });
});

test("staff are remembered once, as they were last", async () => {
  const { store } = await openTestStore();
  await store.staff.put({ id: "ben", name: "Ben", role: "viewer" });
  await store.staff.put({ id: "ben", name: "Benjamin", role: "support" });
  expect(await store.staff.list()).toEqual([{ id: "ben", name: "Benjamin", role: "support" }]);
  expect(await store.staff.get("nobody")).toBeUndefined();
});
