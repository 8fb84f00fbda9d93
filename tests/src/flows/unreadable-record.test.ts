import type { AccountPage } from "@connect-console/shared/account";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import type { Provider } from "@connect-console/shared/provider";
import type { StackOneState } from "@connect-console/shared/stackone-state";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterAll(() => running.stop());

const copied = async () =>
  (await running.staff.ask<AccountPage>("GET", "/api/accounts?limit=200")).body;

test("B13: one account and one profile that cannot be read stop nobody else", async () => {
  await expect.poll(async () => (await copied()).copy.completeAt).not.toBeNull();
  const before = await copied();
  await running.simulator.settings({ unreadableAccounts: 1, unreadableProfiles: 1 });
  await running.passTime(31 * 60);
  await expect
    .poll(async () => (await copied()).copy.completeAt, { timeout: 15_000 })
    .not.toBe(before.copy.completeAt);
  expect((await copied()).total).toBe(before.total);
  const { body } = await running.staff.ask<StackOneState>("GET", "/api/stackone");
  expect(body.missing.map(({ code }) => code)).toContain("unreadable_accounts");

  // with a filter the head of the owner's own list is the one that cannot be read
  const refused = await running.staff.preview({ ownerId: "acme", provider: "bamboohr" });
  expect([refused.status, refused.body.error.code]).toEqual([503, "stackone_unavailable"]);
  expect(refused.body.error.message).toMatch(/that we can.t read.*no link can be created/);
  const providers = await running.staff.ask<{ items: Provider[] }>("GET", "/api/providers");
  expect(providers.status).toBe(200);
  expect(providers.body.items.length).toBeGreaterThan(10);
  // an owner without accounts has no list with a hole
  await running.staff.ask("POST", "/api/owners", { id: "b13", name: "B13" });
  expect((await running.staff.create({ ownerId: "b13", provider: "okta" })).status).toBe(201);
}, 60_000);

test("B13: a link of an owner whose list can't be read ends all the same, and says what nobody can see", async () => {
  await running.simulator.settings({ unreadableAccounts: 0, unreadableProfiles: 0 });
  const { body: made } = await running.staff.create({
    ownerId: "acme",
    provider: "okta",
    expiresIn: 600,
  });
  const { id } = made.connectSession;
  const read = async () =>
    (await running.staff.ask<ConnectSession>("GET", `/api/connect-sessions/${id}`)).body;
  await running.simulator.settings({ unreadableAccounts: 1 });
  await running.passTime(15 * 60);
  expect((await read()).progress).toBe("waiting");
  await running.passTime(10 * 60);
  await expect.poll(async () => (await read()).progress, { timeout: 30_000 }).toBe("expired");
  const ended = await read();
  expect(ended.problems).toEqual([
    { code: "accounts_not_readable", message: expect.stringContaining("can't read") },
  ]);
  expect(ended.timeline?.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^The link expired at .*; whether anything was linked can't be seen\.$/),
  );
  // once the record is mended, the next check says what became of the link
  await running.simulator.settings({ unreadableAccounts: 0 });
  await running.passTime(2 * 60 * 60);
  await expect.poll(async () => (await read()).problems, { timeout: 30_000 }).toEqual([]);
  expect((await read()).progress).toBe("expired");
}, 90_000);
