import type { Role } from "@connect-console/shared/staff";
import { beforeEach, describe, expect, test } from "vitest";
import { addAccountNote } from "../account/add-note.ts";
import { admitStaffMember, recordStaff } from "../staff/record-sign-in.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { handOverAccount } from "../account/hand-over.ts";
import { handOverConnectSession } from "./hand-over.ts";
import { listAccounts } from "../account/list.ts";
import { listColleagues } from "../staff/list-colleagues.ts";
import { listConnectSessions } from "./list.ts";
import { nextConnectSession } from "./next.ts";
import { readAccount } from "../account/read.ts";
import { reissueConnectSession } from "../creation/reissue-connect-session.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";

let app: ReturnType<typeof createTestConsole>;
const person = (name: string, role: Role) => ({ id: name.toLowerCase(), name, email: null, role });

beforeEach(async () => {
  app = createTestConsole({ copying: true });
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
  await recordStaff(app, [
    person("Una", "customer_success"),
    person("Ben", "support"),
    person("Vera", "viewer"),
    person("Quentin", "qa"),
  ]);
});

function as(name: string, role: Role = "support") {
  const ctx = app.staff(role);
  return { ...ctx, actor: { kind: "staff" as const, staff: person(name, role) } };
}
async function create(by = "Una", input: object = {}): Promise<string> {
  const chosen = { ownerId: "acme", provider: "bamboohr", expiresIn: 86_400, ...input };
  const made = await createConnectSession(as(by, "admin"), chosen, JSON.stringify(input));
  return made.connectSession.id;
}
const isMine = async (name: string, id: string) => {
  const { items } = await listConnectSessions(as(name), { holder: ["me"] });
  return items.some((row) => row.id === id);
};

describe("a connect session", () => {
  test("is handed over: mine follows, the timeline says who to whom, the audit by name only", async () => {
    const id = await create();
    expect([await isMine("Una", id), await isMine("Ben", id)]).toEqual([true, false]);
    const ticket = "https://desk.example/42";
    const handed = await handOverConnectSession(as("Una", "customer_success"), id, {
      assigneeId: "ben",
      ticket,
    });
    expect(handed).toMatchObject({ assignee: { id: "ben", name: "Ben" }, ticket });
    expect(handed.timeline?.[0]).toMatchObject({
      text: `Una handed it to Ben.\nTicket: ${ticket}`,
      code: "handed_over",
      by: { name: "Una" },
    });
    expect([await isMine("Una", id), await isMine("Ben", id)]).toEqual([false, true]);
    expect(app.store.stored.audit().at(-1)).toMatchObject({
      action: "connect_session.hand_over",
      outcome: "done",
      target: { kind: "connect_session", id },
      fields: ["assignee", "ticket"],
    });
    expect(JSON.stringify(app.store.stored.audit())).not.toContain("desk.example");
    expect(app.changed.at(-1)).toMatchObject({ id, assignee: { id: "ben" } });
  });

  test.each([
    ["Una", "una", "Una took it from Ben."],
    ["Una", null, "Una took it away from Ben."],
    ["Ben", null, "Ben gave it back."],
    ["Ben", "una", "Ben handed it to Una."],
  ])("%s names %s: %s", async (by, assigneeId, text) => {
    const id = await create();
    const taken = await handOverConnectSession(as("Ben"), id, { assigneeId: "ben" });
    expect(taken.timeline?.[0]?.text).toBe("Ben took it.");
    const handed = await handOverConnectSession(as(by), id, { assigneeId });
    expect(handed.timeline?.[0]?.text).toBe(text);
  });

  test("what is the same already changes nothing and is not written down", async () => {
    const id = await create();
    await handOverConnectSession(as("Ben"), id, { assigneeId: "ben", ticket: "HELP-1" });
    const written = app.store.stored.audit().length;
    const same = await handOverConnectSession(as("Una"), id, { assigneeId: "ben" });
    expect(same.timeline?.filter(({ code }) => code === "handed_over")).toHaveLength(1);
    expect(app.store.stored.audit()).toHaveLength(written);
  });

  test("the next that needs me is the assignee's", async () => {
    const id = await create();
    await handOverConnectSession(as("Una"), id, { assigneeId: "ben" });
    const row = await app.store.connectSessions.get(id);
    if (row) await app.store.connectSessions.update({ ...row, progress: "stalled" });
    expect(await nextConnectSession(as("Ben"), {})).toEqual({ id });
    expect(await nextConnectSession(as("Una"), {})).toEqual({ id: null });
  });

  test("a re-issued link stays with the assignee and the ticket", async () => {
    const id = await create();
    await handOverConnectSession(as("Una"), id, { assigneeId: "ben", ticket: "HELP-1" });
    const { connectSession } = await reissueConnectSession(as("Una", "admin"), id, {}, "key");
    expect(connectSession).toMatchObject({ assignee: { id: "ben" }, ticket: "HELP-1" });
    expect(await isMine("Ben", connectSession.id)).toBe(true);
  });

  test("goes to nobody who is unknown or could do nothing with it", async () => {
    const id = await create();
    for (const assigneeId of ["nobody", "vera", "quentin"])
      await expect(handOverConnectSession(as("Una"), id, { assigneeId })).rejects.toMatchObject({
        code: "invalid_input",
        detail: { fields: { assigneeId: expect.any(String) as string } },
      });
    const test = await create("Una", { type: "test", multiple: true });
    const handed = await handOverConnectSession(as("Una", "admin"), test, {
      assigneeId: "quentin",
    });
    expect(handed.assignee?.name).toBe("Quentin");
  });

  test("keeps the name of an assignee whom the console no longer knows", async () => {
    const id = await create();
    await handOverConnectSession(as("Una"), id, { assigneeId: "ben" });
    app.store.stored.forgetStaff("ben");
    const kept = await handOverConnectSession(as("Una"), id, { ticket: "HELP-2" });
    expect(kept).toMatchObject({ assignee: { id: "ben", name: "Ben" }, ticket: "HELP-2" });
  });

  test("refuses a ticket that carries the row's own token", async () => {
    const id = await create();
    const token = (await app.store.connectSessions.readToken(id)) ?? "";
    const ticket = `https://desk.example/${token}`;
    const handing = handOverConnectSession(as("Una"), id, { ticket });
    await expect(handing).rejects.toMatchObject({ code: "invalid_input" });
    await expect(handing).rejects.not.toThrow(token);
  });

  test("is not for a viewer, nor a production one for a tester; that is audited", async () => {
    const id = await create();
    for (const role of ["viewer", "qa"] as const)
      await expect(
        handOverConnectSession(as("Vera", role), id, { assigneeId: null }),
      ).rejects.toMatchObject({ code: "not_allowed" });
    expect(app.audited().slice(-2)).toEqual(
      Array(2).fill(`connect_session.hand_over refused connect_session ${id}`),
    );
  });
});

describe("an account", () => {
  beforeEach(async () => {
    app.stackone.accounts = [makeAccount({ id: "hr" }), makeAccount({ id: "other" })];
    await readAccount(as("Una"), "hr");
    await readAccount(as("Una"), "other");
  });

  test("is handed over and noted on, with entries, audit and the list of whoever looks after it", async () => {
    const handed = await handOverAccount(as("Una"), "hr", { assigneeId: "ben", ticket: "HELP-7" });
    expect(handed).toMatchObject({ assignee: { name: "Ben" }, ticket: "HELP-7" });
    app.advance(1000);
    const noted = await addAccountNote(as("Ben"), "hr", { text: "Waits for Ann." });
    expect(noted.entries).toMatchObject([
      { code: "note", text: "Waits for Ann.", by: { name: "Ben" } },
      { code: "handed_over", text: "Una handed it to Ben.\nTicket: HELP-7", by: { name: "Una" } },
    ]);
    expect(app.audited().slice(-2)).toEqual([
      "account.hand_over done account hr",
      "account.note done account hr",
    ]);
    expect(JSON.stringify(app.store.stored.audit())).not.toMatch(/Ann|HELP/);
    const mine = await listAccounts(as("Ben"), { assignee: ["me"] });
    expect(mine.items.map(({ id, assignee }) => [id, assignee?.name])).toEqual([["hr", "Ben"]]);
    expect((await listAccounts(as("Una"), { assignee: ["me"] })).items).toEqual([]);
  });

  test("what is read from StackOne leaves assignee and ticket alone", async () => {
    await handOverAccount(as("Una"), "hr", { assigneeId: "ben", ticket: "HELP-7" });
    app.stackone.accounts = [makeAccount({ id: "hr", status: "error" })];
    app.advance(120_000);
    const read = await readAccount(as("Una"), "hr");
    expect(read).toMatchObject({ status: "error", assignee: { name: "Ben" }, ticket: "HELP-7" });
  });

  test("a viewer may do neither, an unknown account is not found, a held token is refused", async () => {
    const acts = [
      () => handOverAccount(as("Vera", "viewer"), "hr", { assigneeId: null }),
      () => addAccountNote(as("Vera", "viewer"), "hr", { text: "x" }),
    ];
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: "not_allowed" });
    expect(app.audited().slice(-2)).toEqual([
      "account.hand_over refused account hr",
      "account.note refused account hr",
    ]);
    await expect(handOverAccount(as("Una"), "nothing", {})).rejects.toMatchObject({
      code: "not_found",
    });
    const id = await create("Una", { multiple: true });
    const token = (await app.store.connectSessions.readToken(id)) ?? "";
    await expect(addAccountNote(as("Una"), "hr", { text: `see ${token}` })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

test("whoever signs in is known from then on, under the name and role of the last time", async () => {
  await admitStaffMember(as("Zoe", "viewer"));
  await admitStaffMember(as("Zoe", "admin"));
  const { items } = await listColleagues(as("Una"));
  expect(items.map(({ name, role }) => `${name} ${role}`)).toEqual([
    "Ben support",
    "Quentin qa",
    "Una customer_success",
    "Vera viewer",
    "Zoe admin",
  ]);
});
