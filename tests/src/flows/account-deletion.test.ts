import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeletedAccount, DeletionPreview } from "@connect-console/shared/account-deletion";
import type { AccountPage } from "@connect-console/shared/account";
import type { ApiError } from "@connect-console/shared/api-error";
import type { AccountDetail } from "@connect-console/shared/connect-session";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { freePort } from "../running/free-port.ts";
import { simulatorKey, startServerProcess, startSimulatorProcess } from "../running/processes.ts";
import { SimulatorControl } from "../running/simulator.ts";
import { Staff } from "../running/staff.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
beforeEach(() => switchTo("qa"));
afterAll(() => running.stop());

const switchTo = (role: string) => running.staff.ask("POST", "/api/me/role", { role });
const remove = (id: string, body: object = {}) =>
  running.staff.ask<DeletedAccount & ApiError>("POST", `/api/accounts/${id}/delete`, body);
const dryRun = async (...ids: string[]) =>
  (await running.staff.ask<DeletionPreview>("POST", "/api/accounts/deletion-preview", { ids })).body
    .items;
const account = async (id: string) =>
  (await running.staff.ask<AccountDetail>("GET", `/api/accounts/${id}`)).body;
const audited = async (id: string) =>
  (await running.staff.audit(`?action=account.delete&target=${id}`)).map(({ outcome, fields }) =>
    [outcome, ...fields].join(" "),
  );
const deletionsAsked = async (id: string) =>
  (await running.simulator.requests()).items.filter(
    ({ method, path }) => method === "DELETE" && path.endsWith(`/accounts/${id}`),
  ).length;
const isAtStackOne = async (id: string) =>
  (await running.simulator.state()).accounts.some((one) => one.id === id);

test("a dry run says what would happen and why not, and changes nothing", async () => {
  await switchTo("admin");
  const { connectSession } = await running.staff.createLink({
    ownerId: "wonka",
    accountId: "acc_wonka_bamboohr",
    type: "test",
  });
  const before = (await running.simulator.state()).accounts;
  await running.simulator.forgetRequests();
  const items = await dryRun("acc_wonka_bamboohr", "acc_acme_slack", "acc_nobody");
  expect(items).toMatchObject([
    {
      verdict: "delete",
      account: { owner: { name: "Wonka Chocolate" }, type: "test" },
      openConnectSessions: [{ id: connectSession.id }],
    },
    { verdict: "production", openConnectSessions: [] },
    { verdict: "gone", account: null },
  ]);
  const { items: asked } = await running.simulator.requests();
  expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);
  expect((await running.simulator.state()).accounts).toEqual(before);
  expect(await running.staff.audit("?action=account.delete")).toEqual([]);
  for (const ids of [[], Array.from({ length: 101 }, (_, index) => `a${index}`)]) {
    const { status } = await running.staff.ask("POST", "/api/accounts/deletion-preview", { ids });
    expect(status).toBe(400);
  }
});

test("QA deletes a test account: read once more, deleted once, gone from lists, with who did it", async () => {
  const { id } = await running.simulator.addAccount({
    ownerId: "qa-runs",
    ownerName: "QA runs",
    provider: "ashby",
    type: "test",
  });
  await account(id);
  await running.simulator.forgetRequests();
  expect((await remove(id)).body).toEqual({ id, result: "deleted" });
  const { items } = await running.simulator.requests();
  const ours = items.filter(({ path }) => path.endsWith(`/accounts/${id}`));
  // webhooks make it look once more, before and behind
  const methods = ours.map(({ method }) => method);
  expect(methods[0]).toBe("GET");
  expect(methods.filter((method) => method === "DELETE")).toHaveLength(1);
  expect(await isAtStackOne(id)).toBe(false);
  const shown = await account(id);
  expect(shown.goneAt).not.toBeNull();
  expect(shown.deletion).toMatchObject({ state: "deleted", by: { id: "local-qa" } });
  expect(shown.entries).toMatchObject([{ text: "Deleted at StackOne.", by: { id: "local-qa" } }]);
  expect(await audited(id)).toEqual(["done"]);
  const { body } = await running.staff.ask<AccountPage>("GET", "/api/accounts?ownerId=qa-runs");
  expect(body.items).toEqual([]);
  // once more does no harm
  expect((await remove(id)).body).toEqual({ id, result: "already_gone" });
  expect(await audited(id)).toEqual(["done already_gone", "done"]);
  expect(await deletionsAsked(id)).toBe(1);
});

test("production is refused for everybody, also where the copy still says test", async () => {
  const id = "acc_contoso_lever";
  expect((await account(id)).type).toBe("test");
  await running.simulator.changeAccount(id, { type: "production" });
  await running.simulator.forgetRequests();
  for (const role of ["qa", "admin"]) {
    await switchTo(role);
    const { status, body } = await remove(id);
    expect([status, body.error.code]).toEqual([422, "blocked"]);
    expect(body.error.message).toContain("of type production");
  }
  expect(await deletionsAsked(id)).toBe(0);
  expect(await isAtStackOne(id)).toBe(true);
  expect(await audited(id)).toEqual(["refused", "refused"]);
});

test("other roles are refused, and that is written down", async () => {
  await running.simulator.forgetRequests();
  for (const role of ["viewer", "customer_success", "support"]) {
    await switchTo(role);
    expect((await remove("acc_stark_salesforce_sandbox")).status).toBe(403);
  }
  const { items } = await running.simulator.requests();
  expect(items.filter(({ path }) => path.includes("sandbox"))).toEqual([]);
  expect(await audited("acc_stark_salesforce_sandbox")).toEqual(["refused", "refused", "refused"]);
});

test.each([
  ["sim-delete-403", 502, "stackone_rejected", "failed", "failed", true],
  ["sim-delete-500", 503, "stackone_unavailable", "unknown", "failed not_known", true],
  ["sim-delete-reset", 503, "stackone_unavailable", "unknown", "failed not_known", true],
  ["sim-delete-reset-after", 503, "stackone_unavailable", "unknown", "failed not_known", false],
  ["sim-delete-wrong-shape", 503, "stackone_unavailable", "unknown", "failed not_known", false],
])("%s: %i %s, %s, asked once", async (word, status, code, deletion, entry, isThere) => {
  const id = `acc_${word.replaceAll("-", "_")}`;
  await running.simulator.forgetRequests();
  const answer = await remove(id);
  expect([answer.status, answer.body.error.code, answer.body.error.deletion]).toEqual([
    status,
    code,
    deletion,
  ]);
  expect(answer.body.error.message.length).toBeGreaterThan(0);
  expect(await deletionsAsked(id)).toBe(1);
  expect(await audited(id)).toEqual([entry]);
  expect(await isAtStackOne(id)).toBe(isThere);
  // looking again tells: what is gone was deleted, what is there is still not known
  const shown = await account(id);
  expect(shown.goneAt === null).toBe(isThere);
  expect(shown.deletion?.state).toBe(isThere ? deletion : "deleted");
  expect(await deletionsAsked(id)).toBe(1);
});

test("sim-delete-404 is gone already, sim-delete-slow takes its time", async () => {
  const gone = await remove("acc_sim_delete_404");
  expect(gone.body).toMatchObject({ result: "already_gone" });
  const slow = await remove("acc_sim_delete_slow", { amongMany: true });
  expect(slow.body).toMatchObject({ result: "deleted" });
});

test("sim-delete-429: nothing was deleted, and it says when to come back", async () => {
  const { status, headers, body } = await remove("acc_sim_delete_429");
  expect([status, body.error.code, body.error.deletion]).toEqual([
    503,
    "stackone_rate_limited",
    "failed",
  ]);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  await running.passTime(31);
});

test("StackOne away before the deletion: nothing was sent, and the error says no more than that", async () => {
  const id = "acc_stark_salesforce_sandbox";
  await running.simulator.trouble({ route: "GET /accounts/{id}", kind: "server_error" });
  const { status, body } = await remove(id);
  await running.simulator.endTrouble();
  expect([status, body.error.deletion]).toEqual([503, undefined]);
  expect(await deletionsAsked(id)).toBe(0);
  expect((await account(id)).deletion).toBeNull();
});

test("killed after StackOne was asked, the console comes back and says that it is not known", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const simulator = await startSimulatorProcess({ SIMULATOR_PORT: String(await freePort()) });
  const control = new SimulatorControl(simulator.url);
  const environment = {
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
  };
  const id = "acc_wonka_bamboohr";
  let server = await startServerProcess(environment);
  try {
    await control.trouble({ route: "DELETE /accounts/{id}", kind: "never" });
    const staff = new Staff(server.url);
    const pressed = staff.ask("POST", `/api/accounts/${id}/delete`).catch(() => "cut off");
    const asked = async () => (await staff.ask<AccountDetail>("GET", `/api/accounts/${id}`)).body;
    await expect.poll(async () => (await asked()).deletion?.state).toBe("asked");
    await server.kill();
    expect(await pressed).toBe("cut off");
    await control.endTrouble();
    await control.forgetRequests();
    server = await startServerProcess(environment);
    const again = new Staff(server.url);
    const { body } = await again.ask<AccountDetail>("GET", `/api/accounts/${id}`);
    expect(body.deletion).toMatchObject({ state: "unknown", by: { id: "local" } });
    expect((await again.audit("?action=account.delete"))[0]).toMatchObject({
      outcome: "failed",
      fields: ["not_known"],
      actor: { id: "local" },
    });
    expect((await control.requests()).byRoute["DELETE /accounts/{id}"]).toBeUndefined();
    const once = await again.ask<DeletedAccount>("POST", `/api/accounts/${id}/delete`);
    expect(once.body).toEqual({ id, result: "deleted" });
  } finally {
    await server.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);
