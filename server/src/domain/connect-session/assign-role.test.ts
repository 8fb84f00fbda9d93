import type { Role } from "@connect-console/shared/staff";
import { HandOver } from "@connect-console/shared/hand-over";
import { teams, teamId } from "@connect-console/shared/team";
import { beforeEach, describe, expect, test } from "vitest";
import { changeSettings } from "../notification/change-settings.ts";
import { recordStaff } from "../staff/record-sign-in.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { handOverAccount } from "../account/hand-over.ts";
import { handOverConnectSession } from "./hand-over.ts";
import { listAccounts } from "../account/list.ts";
import { listConnectSessions } from "./list.ts";
import { listNotifications } from "../notification/list.ts";
import { nextConnectSession } from "./next.ts";
import { readAccount } from "../account/read.ts";
import { revealAuthLink } from "../auth-link/reveal.ts";
import { fakeAuthLink, makeAccount } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";
import { voidConnectSession } from "./void.ts";

const people = {
  Una: "customer_success",
  Cy: "customer_success",
  Ben: "support",
  Sue: "support",
} as const;
const sent: string[] = [];
const webhook = {
  host: "hooks.test",
  send: async (text: string) => {
    sent.push(text);
    return { result: "delivered" as const };
  },
};
let app: ReturnType<typeof createTestConsole>;

beforeEach(async () => {
  app = createTestConsole({ copying: true, webhook });
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
  await recordStaff(
    app,
    Object.entries(people).map(([name, role]) => ({
      id: name.toLowerCase(),
      name,
      email: null,
      role,
    })),
  );
});

function as(name: keyof typeof people, role: Role = people[name]) {
  const staff = { id: name.toLowerCase(), name, email: null, role };
  return { ...app.staff(role), actor: { kind: "staff" as const, staff } };
}
async function create(by: keyof typeof people = "Una"): Promise<string> {
  const input = { ownerId: "acme", provider: "bamboohr", expiresIn: 86_400, multiple: true };
  return (await createConnectSession(as(by), input, app.ids.next())).connectSession.id;
}
const told = async (name: keyof typeof people) =>
  (await listNotifications(as(name), {})).items.map(({ kind, text }) => [kind, text]);
const mine = async (name: keyof typeof people) =>
  (await listConnectSessions(as(name), { holder: ["me"] })).items.map(({ id }) => id);
const support = teamId("support");

describe("W9: whoever gets something is notified", () => {
  test("a person, with the note; not whoever gave it, nor who takes it themselves", async () => {
    const id = await create();
    const note = "The customer is on the phone";
    const handed = await handOverConnectSession(as("Una"), id, { assigneeId: "ben", note });
    expect(await told("Ben")).toEqual([
      ["assigned", `Una assigned BambooHR of Acme Corp to you. “${note}”`],
    ]);
    expect([await told("Una"), await told("Sue")]).toEqual([[], []]);
    expect(app.notified).toEqual(["ben"]);
    expect(handed.timeline?.[0]?.text).toBe(`Una handed it to Ben.\nNote: ${note}`);
    expect(app.store.stored.audit().at(-1)?.fields).toEqual(["assignee", "note"]);
    expect(JSON.stringify(app.store.stored.audit())).not.toContain(note);
    expect(app.store.stored.outbox().map(({ kind, recipients }) => [kind, recipients])).toEqual([
      ["assigned", ["Ben"]],
    ]);
    await handOverConnectSession(as("Sue"), id, { assigneeId: "sue" });
    await handOverConnectSession(as("Sue"), id, { ticket: "CS-1" });
    await handOverConnectSession(as("Sue"), id, { assigneeId: null });
    expect([await told("Sue"), (await told("Ben")).length]).toEqual([[], 1]);
  });

  test("again with another note, and as they have chosen", async () => {
    const id = await create();
    await handOverConnectSession(as("Una"), id, { assigneeId: "ben" });
    await handOverConnectSession(as("Una"), id, { assigneeId: "ben", note: "still waiting" });
    await changeSettings(as("Ben"), {
      notifications: { assigned: { console: false, webhook: false } },
    });
    await handOverConnectSession(as("Una"), id, { assigneeId: "ben", note: "and still" });
    expect((await told("Ben")).map(([, text]) => text)).toEqual([
      "Una assigned BambooHR of Acme Corp to you. “still waiting”",
      "Una assigned BambooHR of Acme Corp to you.",
    ]);
  });

  test.each(["", "x".repeat(2001), "a\u0000b", `see ${fakeAuthLink}`])(
    "a note that is none (%j) is refused",
    (note) => {
      expect(HandOver.safeParse({ assigneeId: "ben", note }).success).toBe(false);
    },
  );

  test("a note that carries the token alone is refused", async () => {
    const id = await create();
    await expect(
      handOverConnectSession(as("Una"), id, { note: "use marker-of-the-token-1 please" }),
    ).rejects.toMatchObject({
      code: "invalid_input",
      detail: { fields: { note: expect.anything() } },
    });
  });
});

describe("W9: a role has it", () => {
  test("is everybody's of that role: mine, next, permission and notifications", async () => {
    const id = await create();
    const other = await create();
    const row = await handOverConnectSession(as("Una"), id, { assigneeId: support });
    expect(row.assignee).toEqual({ id: support, name: "Support" });
    expect([await mine("Ben"), await mine("Sue"), await mine("Una")]).toEqual([
      [id],
      [id],
      [other],
    ]);
    for (const name of ["Ben", "Sue"] as const)
      expect(await told(name)).toEqual([
        ["assigned", "Una assigned BambooHR of Acme Corp to Support."],
      ]);
    expect(await told("Cy")).toEqual([]);
    const stored = app.store.stored.row(id);
    if (stored) await app.store.connectSessions.update({ ...stored, progress: "attempt_failed" });
    expect(await nextConnectSession(as("Sue"), {})).toEqual({ id });
    expect(await nextConnectSession(as("Una"), {})).toEqual({ id: null });
  });

  test("lets those of the role act who may act on their own only", async () => {
    const id = await create();
    await expect(revealAuthLink(as("Cy"), id)).rejects.toMatchObject({ code: "not_allowed" });
    await handOverConnectSession(as("Una"), id, { assigneeId: teamId("customer_success") });
    expect((await revealAuthLink(as("Cy"), id)).authLink).toContain(fakeAuthLink);
    await voidConnectSession(as("Cy"), id, {});
    await handOverConnectSession(as("Cy"), id, { assigneeId: "cy" });
    expect(await mine("Cy")).toEqual([id]);
  });

  test.each(teams)("%s takes what it could do something with", async (role) => {
    const id = await create();
    const handing = handOverConnectSession(as("Una"), id, { assigneeId: teamId(role) });
    if (role === "qa") await expect(handing).rejects.toMatchObject({ code: "invalid_input" });
    else expect((await handing).assignee?.id).toBe(teamId(role));
  });

  test("a viewer's role and a role that there is not are refused", async () => {
    const id = await create();
    for (const assigneeId of [teamId("viewer"), "role:nobody", "role:"])
      await expect(handOverConnectSession(as("Una"), id, { assigneeId })).rejects.toMatchObject({
        code: "invalid_input",
      });
  });

  test("customer success asks support to repair an account, with one press", async () => {
    app.stackone.accounts = [makeAccount({ status: "error" })];
    await readAccount(as("Una"), "account-1");
    const note = "Please repair this account.";
    const detail = await handOverAccount(as("Una"), "account-1", { assigneeId: support, note });
    expect(detail).toMatchObject({ assignee: { id: support } });
    expect(detail.entries[0]?.text).toBe(`Una handed it to Support.\nNote: ${note}`);
    expect(await told("Ben")).toEqual([
      ["assigned", `Una assigned BambooHR of Acme Corp to Support. “${note}”`],
    ]);
    const { items } = await listAccounts(as("Sue"), { assignee: ["me"] });
    expect(items.map(({ id }) => id)).toEqual(["account-1"]);
  });
});
