import type { AccountPage } from "@connect-console/shared/account";
import type { AccountDetail } from "@connect-console/shared/connect-session";
import type { NotificationPage } from "@connect-console/shared/notification";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterEach(() => running.staff.become("admin"));
afterAll(() => running.stop());

const confirmed = ["type_may_differ"];
const free = (ownerId: string) => ({ ownerId, type: "test" });
const expected = { kind: "depends" };

/** An owner of its own, without accounts. */
async function addOwner(id: string): Promise<string> {
  const { status } = await running.staff.ask("POST", "/api/owners", { id, name: `${id} Ltd` });
  expect(status).toBe(201);
  return id;
}
async function addAccount(ownerId: string, type: string | null, more: object = {}) {
  const added = await running.simulator.addAccount({
    ownerId,
    ownerName: `${ownerId} Ltd`,
    provider: "bamboohr",
    type,
    ...more,
  });
  // a preview takes what was read of the owner a moment ago
  await running.passTime(6);
  return added;
}

describe("A5: a test link reaches no production account by the customer's choice", () => {
  test.each<[string, { status?: string; categories?: string[] }]>([
    ["no choice at all", {}],
    ["categories only", { categories: ["hris"] }],
    ["a broken account, which it would repair", { status: "error" }],
  ])("a tester is refused: %s", async (name, { status, ...choice }) => {
    const ownerId = await addOwner(`prod-${name.length}`);
    await addAccount(ownerId, "production", status ? { status } : {});
    await running.staff.become("qa");
    const preview = await running.staff.preview({ ...free(ownerId), ...choice });
    expect(preview.body).toMatchObject({
      kind: "blocked",
      reasons: [{ code: "type_differs", cure: { label: "Allow another account" } }],
    });
    const made = await running.staff.create({ ...free(ownerId), ...choice });
    expect([made.status, made.body.error.code]).toEqual([422, "blocked"]);
    // a tester cannot confirm it away
    const insisting = { ...free(ownerId), ...choice, expected: { ...expected, confirmed } };
    expect((await running.staff.create(insisting)).status).toBeGreaterThanOrEqual(400);
    const cured = { ...free(ownerId), ...choice, ...preview.body.reasons[0]?.cure?.set };
    expect((await running.staff.create(cured)).status).toBe(201);
  });

  test("an admin confirms it by the owner's name, in creation and re-issue", async () => {
    const ownerId = await addOwner("confirmed");
    await addAccount(ownerId, "production");
    const preview = await running.staff.preview(free(ownerId));
    expect(preview.body.warnings).toContainEqual(
      expect.objectContaining({ code: "type_may_differ", confirm: "confirmed Ltd" }),
    );
    for (const without of [{}, { expected }, { expected: { ...expected, confirmed: ["other"] } }]) {
      const refused = await running.staff.create({ ...free(ownerId), ...without });
      expect([refused.status, refused.body.error.code]).toEqual([422, "blocked"]);
      expect(refused.body.error.outcome?.kind).toBe("depends");
    }
    const made = await running.staff.create({
      ...free(ownerId),
      expected: { ...expected, confirmed },
    });
    expect(made.status).toBe(201);
    const { id } = made.body.connectSession;
    expect((await running.staff.reissue(id)).body.error.code).toBe("blocked");
    await running.staff.become("qa");
    expect((await running.staff.reissue(id)).body.error.code).toBe("blocked");
    await running.staff.become("admin");
    expect((await running.staff.reissue(id, { expected: { ...expected, confirmed } })).status).toBe(
      201,
    );
  });

  test.each([
    ["left to the customer", {}],
    ["at one provider", { provider: "bamboohr" }],
  ])("an account that came later counts for Connect here: %s", async (name, choice) => {
    const ownerId = await addOwner(`later-${name.length}`);
    const { connectSession } = await running.staff.createLink({ ...free(ownerId), ...choice });
    const { id } = connectSession;
    await running.staff.become("qa");
    expect((await running.staff.act(id, "connect-here")).status).toBe(200);
    const account = await addAccount(ownerId, "production");
    const refused = await running.staff.act(id, "connect-here", { confirmed });
    expect([refused.status, refused.body.error.code]).toEqual([422, "blocked"]);
    await running.staff.become("admin");
    expect((await running.staff.act(id, "connect-here")).status).toBe(422);
    const insisting = await running.staff.act(id, "connect-here", { confirmed });
    expect(insisting.status).toBe("provider" in choice ? 422 : 200);
    await running.simulator.deleteAccount(account.id);
    const audit = await running.staff.audit(`?action=connect_session.connect_here&target=${id}`);
    expect(audit.filter(({ outcome }) => outcome === "refused").length).toBeGreaterThanOrEqual(2);
  });

  test("Repair: a tester repairs no production account, by name or by match", async () => {
    const ownerId = await addOwner("repaired");
    const { id } = await addAccount(ownerId, "production", { status: "error" });
    await running.staff.become("qa");
    for (const choice of [
      { accountId: id },
      { provider: "bamboohr" },
      { accountId: id, type: "test" },
    ])
      expect((await running.staff.create({ ownerId, ...choice })).status).toBe(403);
  });
});

test("W1: where it happened anyway, those who answer for the account are notified, and nobody accepts it lightly", async () => {
  const { staff, simulator } = running;
  const ownerId = await addOwner("happened");
  // customer success looks after the production account, support made nothing
  await staff.become("customer_success");
  const first = await staff.createLink({ ownerId, provider: "hubspot" });
  const connected = await simulator.act({
    token: tokenOf(first.authLink),
    act: "oauth_approve",
    provider: "hubspot",
  });
  await staff.act(first.connectSession.id, "check");
  await staff.become("support");
  const hand = { assigneeId: "local-support" };
  const path = `/api/accounts/${connected.account?.id}/hand-over`;
  await running.passTime(60);
  expect((await staff.ask<AccountPage>("GET", `/api/accounts?ownerId=${ownerId}`)).status).toBe(
    200,
  );
  expect((await staff.ask<AccountDetail>("POST", path, hand)).status).toBe(200);

  await staff.become("admin");
  const made = await staff.create({ ...free(ownerId), expected: { ...expected, confirmed } });
  await staff.act(made.body.connectSession.id, "hand-over", { assigneeId: "local-qa" });
  await running.passTime(60);
  await simulator.act({
    token: tokenOf(String(made.body.authLink)),
    act: "oauth_approve",
    provider: "hubspot",
  });
  const row = (await staff.act(made.body.connectSession.id, "check")).body;
  const problems = row.problems.map(({ code }) => code);
  expect(problems).toContain("type_differs");
  for (const role of ["admin", "customer_success", "support"] as const) {
    await staff.become(role);
    const { items } = (await staff.ask<NotificationPage>("GET", "/api/notifications")).body;
    expect(items.map(({ text }) => text).join("\n"), role).toContain(
      "a test link signed in to an account that is not a test account",
    );
  }
  await staff.become("qa");
  const refused = await staff.act(row.id, "accept", { problems });
  expect([refused.status, refused.body.error.code]).toEqual([403, "not_allowed"]);
});

test("W16: the accounts of one's own runs are told apart for the clean-up", async () => {
  const { staff, simulator } = running;
  const run = async (label: string) => {
    const made = await staff.createLink({
      ownerId: "wonka",
      provider: "ashby",
      type: "test",
      multiple: true,
      label,
    });
    const { account } = await simulator.act({
      token: tokenOf(made.authLink),
      act: "form",
      provider: "ashby",
    });
    await staff.act(made.connectSession.id, "check");
    return account?.id ?? "";
  };
  const admins = await run("admin's run");
  await staff.become("qa");
  const qas = await run("QA's run");
  const listed = async (query: string) =>
    (await staff.ask<AccountPage>("GET", `/api/accounts?type=test&${query}`)).body.items.map(
      ({ id }) => id,
    );
  expect(await listed("createdBy=me")).toEqual([qas]);
  expect(await listed("createdBy=local")).toContain(admins);
  expect(await listed("createdBy=local")).not.toContain(qas);
});
