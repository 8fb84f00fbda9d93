import type { AccountPage } from "@connect-console/shared/account";
import type { ApiError } from "@connect-console/shared/api-error";
import type {
  AccountDetail,
  ConnectSessionPage,
  NextConnectSession,
} from "@connect-console/shared/connect-session";
import type { Colleagues, Role } from "@connect-console/shared/staff";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole();
});
afterEach(() => running.staff.become("admin"));
afterAll(() => running.stop());

const support = "local-support";
const customerSuccess = "local-customer-success";
const ticket = "https://desk.example/tickets/4711";

async function get<Body>(path: string): Promise<Body> {
  const { status, body } = await running.staff.ask<Body>("GET", path);
  expect(status).toBe(200);
  return body;
}
async function mine(role: Role, query = ""): Promise<string[]> {
  await running.staff.become(role);
  const path = `/api/connect-sessions?holder=me${query}`;
  return (await get<ConnectSessionPage>(path)).items.map(({ id }) => id);
}

test("a link goes from who made it to a colleague: mine, next, timeline, live, audit and search follow", async () => {
  const { staff } = running;
  const failing = { ownerId: "acme", provider: "ashby", label: "sim:500" };
  const { body: failed } = await staff.create(failing);
  const id = failed.error.connectSessionId ?? "";
  expect(await mine("admin")).toContain(id);
  const stream = await staff.watch(id);
  const handed = await staff.act(id, "hand-over", { assigneeId: support, ticket });
  expect([handed.status, handed.body.assignee?.name]).toEqual([200, "Local support"]);
  const text = `Local admin handed it to Local support.\nTicket: ${ticket}`;
  await stream.until(({ timeline }) => timeline?.[0]?.text === text);
  stream.close();

  expect(await mine("admin")).not.toContain(id);
  expect(await mine("support")).toEqual([id]);
  expect(await mine("support", "&q=desk.example/tickets/4711")).toEqual([id]);
  const next = await get<NextConnectSession>("/api/connect-sessions/next");
  expect(next.id).toBe(id);

  await staff.become("customer_success");
  const taking = await staff.act(id, "hand-over", { assigneeId: customerSuccess });
  expect([taking.status, taking.body.error.message]).toEqual([
    403,
    "Only who made this link, its assignee or support may hand it over.",
  ]);
  await staff.become("support");
  const given = await staff.act(id, "hand-over", { assigneeId: customerSuccess });
  expect(given.body.timeline?.[0]).toMatchObject({
    text: "Local support handed it to Local customer success.",
    by: { id: support },
  });
  expect(given.body.ticket).toBe(ticket);
  await staff.become("admin");
  const audit = await staff.audit(`?action=connect_session.hand_over&target=${id}`);
  expect(audit.map(({ actor, fields }) => [actor.id, fields])).toEqual([
    [support, ["assignee"]],
    [customerSuccess, []],
    ["local", ["assignee", "ticket"]],
  ]);
  expect(JSON.stringify(audit)).not.toContain("desk.example");
});

test("an account is handed over, noted on and found by ticket and note", async () => {
  const { staff } = running;
  const [first] = (await get<AccountPage>("/api/accounts?ownerId=wonka")).items;
  const path = `/api/accounts/${first?.id}`;
  const input = { assigneeId: support, ticket: "HELP-815" };
  const handed = await staff.ask<AccountDetail>("POST", `${path}/hand-over`, input);
  expect([handed.status, handed.body.assignee?.id]).toEqual([200, support]);
  const note = { text: "Waits for Ms Öztürk\nuntil Friday" };
  const noted = await staff.ask<AccountDetail>("POST", `${path}/notes`, note);
  expect(noted.body.entries.map(({ text }) => text)).toEqual([
    note.text,
    "Local admin handed it to Local support.\nTicket: HELP-815",
  ]);
  const found = async (query: string) =>
    (await get<AccountPage>(`/api/accounts?${query}`)).items.map(({ id }) => id);
  expect(await found("q=help-815")).toEqual([first?.id]);
  expect(await found("q=ozturk")).toEqual([first?.id]);
  expect(await found("assignee=me")).toEqual([]);
  await staff.become("support");
  expect(await found("assignee=me")).toEqual([first?.id]);
  await staff.become("viewer");
  const refused = await staff.ask("POST", `${path}/notes`, note);
  expect(refused.status).toBe(403);
  await staff.become("admin");
  const audit = await staff.audit(`?target=${first?.id}`);
  expect(audit.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    "account.note refused",
    "account.note done",
    "account.hand_over done",
  ]);
});

test("customer success reveals, re-issues and voids a colleague's link once it has been handed to them", async () => {
  const { staff } = running;
  const { connectSession } = await staff.createLink({ ownerId: "hooli", provider: "ashby" });
  const { id } = connectSession;
  await staff.become("customer_success");
  const acts = {
    reveal: () => staff.act(id, "reveal"),
    send: () => staff.act(id, "copied", { as: "mail" }),
    "connect here": () => staff.act(id, "connect-here"),
    "re-issue": () => staff.reissue(id),
    void: () => staff.act(id, "void"),
  };
  for (const [name, act] of Object.entries(acts)) {
    const { status, body } = await act();
    expect([name, status, body.error.code]).toEqual([name, 403, "not_allowed"]);
    expect(body.error.message).toMatch(/^Only who made this link, its assignee or support may /);
  }
  await staff.become("admin");
  const refused = await staff.audit(`?target=${id}`);
  expect(
    refused.filter(({ outcome }) => outcome === "refused").map(({ action }) => action),
  ).toEqual([
    "connect_session.void",
    "connect_session.reissue",
    "connect_session.connect_here",
    "connect_session.copy",
    "connect_session.reveal",
  ]);
  await staff.act(id, "hand-over", { assigneeId: customerSuccess });
  await staff.become("customer_success");
  for (const [name, act] of Object.entries(acts)) {
    const { status } = await act();
    expect([name, status]).toEqual([name, name === "re-issue" ? 201 : 200]);
  }
});

test("customer success repairs no account that does not work; support does", async () => {
  const { staff } = running;
  const repair = { ownerId: "acme", provider: "greenhouse", accountId: "acc_acme_greenhouse" };
  await staff.become("customer_success");
  const before = await running.creations();
  const { status, body } = await staff.create(repair);
  expect([status, body.error.message]).toEqual([
    403,
    "The role customer success may not repair accounts that do not work: hand the account to support.",
  ]);
  expect(await running.creations()).toBe(before);
  await staff.become("support");
  expect((await staff.create(repair)).status).toBe(201);
});

test("what cannot be a ticket or an assignee is refused beside its field, and says no secret", async () => {
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "acme",
    provider: "slack",
  });
  const token = tokenOf(authLink);
  const hand = (input: object) =>
    running.staff.act<ApiError>(connectSession.id, "hand-over", input);
  for (const wrong of [
    authLink,
    `https://desk.example/${token}`,
    "http://desk.example",
    "x".repeat(501),
  ]) {
    const { status, body } = await hand({ ticket: wrong });
    expect([status, Object.keys(body.error.fields ?? {})]).toEqual([400, ["ticket"]]);
    expect(JSON.stringify(body)).not.toContain(token);
  }
  for (const assigneeId of ["nobody", "local-viewer", "local-qa"]) {
    const { status, body } = await hand({ assigneeId });
    expect([status, Object.keys(body.error.fields ?? {})]).toEqual([400, ["assigneeId"]]);
  }
  const { items } = await get<Colleagues>("/api/staff");
  expect(items.map(({ id }) => id).toSorted()).toEqual([
    "local",
    "local-customer-success",
    "local-qa",
    support,
    "local-viewer",
  ]);
});

test("A1, B19: handed over while StackOne is slow to make a link and its re-issue, nothing is lost", async () => {
  const { staff } = running;
  const input = { ownerId: "acme", provider: "lever", multiple: true, label: "sim:slow A1" };
  const stream = await staff.watch();
  const pressed = staff.create(input);
  const intent = await stream.until(({ progress }) => progress === "creating");
  expect((await staff.act(intent.id, "hand-over", { assigneeId: support })).status).toBe(200);
  const { status, body } = await pressed;
  expect([status, body.connectSession?.assignee?.id]).toEqual([201, support]);
  expect(await staff.read(intent.id)).toMatchObject({ progress: "waiting", linkHeld: true });

  const again = staff.reissue(intent.id);
  const { id } = await stream.until((row) => row.supersedes === intent.id);
  await staff.act(intent.id, "hand-over", { assigneeId: customerSuccess, ticket });
  expect((await again).body.connectSession).toMatchObject({
    id,
    progress: "waiting",
    assignee: { id: customerSuccess },
    ticket,
  });
  stream.close();
});
