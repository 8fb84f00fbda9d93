import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountPage, AccountsCopy, FailedRequests } from "@connect-console/shared/account";
import type { ApiError } from "@connect-console/shared/api-error";
import type { AccountDetail } from "@connect-console/shared/connect-session";
import type { StackOneState } from "@connect-console/shared/stackone-state";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../running/free-port.ts";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { simulatorKey, startServerProcess, startSimulatorProcess } from "../running/processes.ts";
import { SimulatorControl, tokenOf } from "../running/simulator.ts";
import { Staff } from "../running/staff.ts";

let running: RunningConsole;
beforeEach(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterEach(() => running.stop());

const list = async (query = "") =>
  (await running.staff.ask<AccountPage & ApiError>("GET", `/api/accounts?${query}`)).body;
const ids = async (query = "") => (await list(query)).items.map(({ id }) => id);
const account = async (id: string) =>
  (await running.staff.ask<AccountDetail & ApiError>("GET", `/api/accounts/${id}`)).body;
const completeAt = async () => (await list("limit=1")).copy.completeAt;
/** Waits until the copy is as expected: it works by itself, and says how far it is. */
const copyIs = (fits: (copy: AccountsCopy) => boolean) =>
  expect.poll(async () => fits((await list("limit=1")).copy), { timeout: 15_000 }).toBe(true);
const firstPass = () => copyIs((copy) => copy.completeAt !== null);
/** Half an hour goes by, and the pass that begins then ends. */
async function nextPass() {
  const before = await completeAt();
  await running.passTime(31 * 60);
  await copyIs((copy) => copy.completeAt !== before);
}
/** under the path itself, or as v2 */
const readsOf = async (path: string) =>
  (await running.simulator.requests()).items.filter((one) =>
    [path, `/v2${path}`].includes(one.path),
  );

test("one read of all accounts fills the copy and the owners' directory", async () => {
  await firstPass();
  const { accounts } = await running.simulator.state();
  const page = await list("limit=200");
  expect(page.total).toBe(accounts.length);
  expect(page.items.map(({ id }) => id).toSorted()).toEqual(
    accounts.map(({ id }) => id).toSorted(),
  );
  const { directory } = (await running.staff.ask<StackOneState>("GET", "/api/stackone")).body;
  expect(directory).toEqual({ state: "complete", accountsRead: accounts.length });
  // a look of the self-check at each list, and at what one holds unasked; v2 says how many there are, so nothing more is asked
  const reads = await readsOf("/accounts");
  expect(reads.map(({ query }) => query)).toEqual([
    "page_size=1",
    "page_size=1",
    "status=inactive&status=suspended&status=archived&status=expired&status=error&page_size=1",
    "account_ids=acc_acme_greenhouse&page_size=1",
    "page_size=100",
  ]);
});

test("what waits longest comes first, by every filter and text, with counts", async () => {
  await firstPass();
  const all = await list("limit=200");
  const broken = all.items.filter(({ status }) => status !== "active");
  expect(all.items.slice(0, broken.length)).toEqual(broken);
  const since = broken.map(({ brokenSince }) => Date.parse(String(brokenSince)));
  expect(since).toEqual(since.toSorted((one, other) => one - other));
  expect(await ids("status=error&status=expired&provider=greenhouse")).toEqual([
    "acc_acme_greenhouse",
  ]);
  expect(await ids("connectorProfileId=prof_hubspot_v2")).toEqual(["acc_umbrella_hubspot_us"]);
  expect(await ids("q=hooli%20uk")).toEqual(["acc_hooli_uk_slack"]);
  expect(await ids("q=emea&type=production")).toHaveLength(3);
  const errors = await list("status=error");
  expect(errors.total).toBe(errors.items.length);
  expect(errors.counts).toEqual(all.counts);
});

test("a change that nobody told is seen by the next pass, and the history keeps it", async () => {
  await firstPass();
  await running.simulator.webhooks({ trouble: ["lost"] });
  const id = "acc_contoso_workday";
  await running.simulator.changeAccount(id, { status: "error" });
  await nextPass();
  const broken = await account(id);
  expect(broken).toMatchObject({ status: "error", goneAt: null });
  expect(broken.history.map(({ from, to }) => [from, to])).toEqual([
    ["active", "error"],
    [null, "active"],
  ]);
  expect(broken.history[0]?.statusReasons[0]?.code).toBe("AccountInvalidCredentialsError");
  await running.simulator.changeAccount(id, { status: "suspended" });
  await nextPass();
  expect(await account(id)).toMatchObject({
    status: "suspended",
    brokenSince: broken.brokenSince,
  });
});

describe("after its webhook", () => {
  test("an account that no link waits for is read at once, alone", async () => {
    await firstPass();
    await running.simulator.forgetRequests();
    await running.simulator.changeAccount("acc_contoso_workday", { status: "error" });
    await expect.poll(() => ids("status=error")).toContain("acc_contoso_workday");
    expect(await readsOf("/accounts/acc_contoso_workday")).toHaveLength(1);
    expect(await readsOf("/accounts")).toEqual([]);
  });

  test("a deleted account leaves the lists, and its page says so", async () => {
    await firstPass();
    const id = "acc_wonka_pipedrive";
    await running.simulator.deleteAccount(id);
    await expect.poll(() => ids("q=wonka")).not.toContain(id);
    expect((await account(id)).goneAt).not.toBeNull();
  });

  test("many at once share a few requests", async () => {
    await firstPass();
    await running.simulator.forgetRequests();
    const { accounts } = await running.simulator.state();
    for (const { id } of accounts.slice(0, 30))
      await running.simulator.changeAccount(id, { label: "told" });
    await running.passTime(16);
    await expect.poll(async () => (await list("q=told")).total).toBe(30);
    const { items } = await running.simulator.requests();
    expect(items.filter(({ path }) => path.includes("/accounts")).length).toBeLessThanOrEqual(10);
  });
});

test("a customer who repairs an account takes it out of the queue, its profile unchanged", async () => {
  await firstPass();
  const id = "acc_acme_greenhouse";
  const { authLink, connectSession } = await running.staff.createLink({
    ownerId: "acme",
    accountId: id,
  });
  const opened = (await list("status=error")).items.find((one) => one.id === id);
  expect(opened?.openConnectSessionId).toBe(connectSession.id);
  const stream = await running.staff.watch(connectSession.id);
  await running.simulator.act({ token: tokenOf(authLink), act: "form", provider: "greenhouse" });
  await stream.until(({ progress }) => progress === "connected");
  stream.close();
  expect(await ids("status=error")).not.toContain(id);
  const repaired = await account(id);
  expect(repaired).toMatchObject({
    status: "active",
    brokenSince: null,
    connectorProfileId: "prof_greenhouse",
    openConnectSessionId: null,
  });
  expect(repaired.history[0]).toMatchObject({ from: "error", to: "active" });
  expect(repaired.connectSessions.map((one) => one.id)).toEqual([connectSession.id]);
});

describe("gone", () => {
  test("is what two full passes missed; it comes back when it is seen", async () => {
    await firstPass();
    await running.simulator.webhooks({ trouble: ["lost"] });
    const id = "acc_contoso_lever";
    const { accounts } = await running.simulator.state();
    await running.simulator.deleteAccount(id);
    await nextPass();
    expect(await ids("q=contoso")).toContain(id);
    await nextPass();
    expect(await ids("q=contoso")).not.toContain(id);
    expect((await account(id)).goneAt).not.toBeNull();
    const was = accounts.find((one) => one.id === id);
    await running.simulator.addAccount({
      id,
      ownerId: was?.ownerId,
      ownerName: was?.ownerName,
      provider: was?.provider,
    });
    await nextPass();
    expect(await ids("q=contoso")).toContain(id);
    expect((await account(id)).goneAt).toBeNull();
  });

  test("is at once what the page's own read does not find, and who looks at the owner sees it", async () => {
    await firstPass();
    await running.simulator.webhooks({ trouble: ["lost"] });
    await running.simulator.deleteAccount("acc_stark_workday");
    await running.passTime(61);
    expect((await account("acc_stark_workday")).goneAt).not.toBeNull();
    await running.simulator.deleteAccount("acc_stark_microsoftteams");
    expect(await ids("ownerId=stark")).not.toContain("acc_stark_microsoftteams");
  });

  test("an account that nobody knows is not found, and asked for once", async () => {
    await firstPass();
    expect((await account("acc_of_nobody")).error.code).toBe("not_found");
    await running.simulator.webhooks({ trouble: ["lost"] });
    await running.simulator.addAccount({
      id: "acc_new",
      ownerId: "acme",
      ownerName: "Acme Inc",
      provider: "okta",
    });
    expect(await account("acc_new")).toMatchObject({ id: "acc_new", owner: { id: "acme" } });
    expect(await ids("provider=okta")).toContain("acc_new");
  });
});

describe("when StackOne fails", () => {
  test("in mid-pass: what came stays, the reason is said, and the pass goes on where it was", async () => {
    // begun before the accounts are many, it would not be known where the trouble meets it
    await firstPass();
    const before = (await list()).copy.completeAt;
    await running.simulator.addManyAccounts(400);
    // four looks of the self-check and a page
    await running.simulator.trouble({ route: "GET /accounts", kind: "not_json", after: 5 });
    await running.restart();
    await copyIs(({ problem }) => problem !== null);
    const stopped = await list();
    expect(stopped.copy).toMatchObject({ completeAt: before, pass: null });
    expect(stopped.total).toBe(100);
    await running.simulator.endTrouble();
    await running.simulator.forgetRequests();
    await running.passTime(61);
    await copyIs(({ completeAt }) => completeAt !== before);
    expect((await list()).copy.problem).toBeNull();
    expect((await readsOf("/accounts"))[0]?.query).toContain("page=2");
    const { accounts } = await running.simulator.state();
    expect((await list()).total).toBe(accounts.length);
  });

  test("who looks at an owner is answered from the copy, and told so", async () => {
    await firstPass();
    await running.simulator.trouble({ route: "GET /accounts*", kind: "not_json" });
    const { items, copy, syncedAt } = await list("ownerId=acme");
    expect(items).toHaveLength(4);
    expect(copy.problem).toMatch(/another shape/);
    expect(syncedAt).toBe(copy.completeAt);
    const page = await account("acc_acme_slack");
    expect(page.status).toBe("active");
  });
});

describe("where StackOne lacks something", () => {
  test("E1: accounts with their profiles come from /v2/accounts", async () => {
    await running.simulator.settings({ accountsShowProfile: false });
    await running.restart();
    await firstPass();
    expect(await ids("connectorProfileId=prof_hubspot_v2")).toEqual(["acc_umbrella_hubspot_us"]);
    const queries = (await readsOf("/v2/accounts")).map(({ query }) => query);
    expect(queries).toContain("page_size=100");
  });

  test("without /v2/accounts and without profiles there is a copy all the same", async () => {
    await running.simulator.settings({ accountsShowProfile: false, v2: false });
    await running.restart();
    await firstPass();
    const { items, copy } = await list();
    expect(copy.problem).toBeNull();
    expect(items.length).toBeGreaterThan(40);
  });

  test("failed requests: the newest first, without queries; absent is said, not an error", async () => {
    const path = "/api/accounts/acc_acme_greenhouse/failed-requests";
    const { body } = await running.staff.ask<FailedRequests>("GET", path);
    expect(body.available).toBe(true);
    expect(body.items[0]).toMatchObject({ status: 401, path: "/unified/ats/records" });
    expect(JSON.stringify(body)).not.toContain("opaque-cursor");
    const times = body.items.map(({ at }) => String(at));
    expect(times).toEqual(times.toSorted().toReversed());
    for (const kind of ["not_found", "forbidden"]) {
      await running.simulator.trouble({ route: "GET /requests/logs", kind });
      const absent = await running.staff.ask<FailedRequests>("GET", path);
      expect([absent.status, absent.body]).toEqual([200, { available: false, items: [] }]);
      await running.simulator.endTrouble();
    }
    await running.simulator.trouble({ route: "GET /requests/logs", kind: "server_error" });
    expect((await running.staff.ask("GET", path)).status).toBe(503);
  });
});

test("lists that lag behind never take back what is known to be newer", async () => {
  await firstPass();
  await running.simulator.settings({ lagSeconds: 3600 });
  const id = "acc_globex_lever";
  await running.simulator.changeAccount(id, { status: "active" });
  await expect.poll(async () => (await account(id)).status).toBe("active");
  const { authLink } = await running.staff.createLink({ ownerId: "globex", accountId: id });
  await running.simulator.act({ token: tokenOf(authLink), act: "oauth_approve" });
  await nextPass();
  expect((await account(id)).status).toBe("active");
});

test("killed in mid-pass, the console goes on with the page that it had not read", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const simulator = await startSimulatorProcess({ SIMULATOR_PORT: String(await freePort()) });
  const control = new SimulatorControl(simulator.url);
  await control.addManyAccounts(1200);
  // ten requests a minute are the copy's share
  const environment = {
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    STACKONE_REQUESTS_PER_MINUTE: "30",
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
  };
  let server = await startServerProcess(environment);
  const copy = async () => {
    const { body } = await new Staff(server.url).ask<AccountPage>("GET", "/api/accounts?limit=1");
    return body.copy;
  };
  try {
    await expect.poll(async () => (await copy()).pass?.read, { timeout: 15_000 }).toBe(1000);
    await server.kill();
    await control.forgetRequests();
    server = await startServerProcess(environment);
    await expect.poll(async () => (await copy()).completeAt, { timeout: 15_000 }).not.toBeNull();
    const pages = (await control.requests()).items
      .filter(({ path }) => path.endsWith("/accounts"))
      .map(({ query }) => new URLSearchParams(query).get("page"));
    expect(pages.filter((page) => page !== null)[0]).toBe("11");
    expect(pages.length).toBeLessThan(13);
  } finally {
    await server.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);

test("a pass keeps to its third of the budget", async () => {
  await running.stop();
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "30" });
  await firstPass();
  await running.simulator.addManyAccounts(3000);
  await running.simulator.forgetRequests();
  await running.passTime(31 * 60);
  await copyIs(({ pass }) => (pass?.read ?? 0) >= 900);
  const { pass } = (await list("limit=1")).copy;
  expect(pass).not.toBeNull();
  const pages = (await readsOf("/accounts")).filter(({ query }) => query.includes("page_size=100"));
  expect(pages.length).toBeLessThanOrEqual(10);
  for (const read of [1900, 2900]) {
    await running.passTime(61);
    await copyIs((copy) => (copy.pass?.read ?? 0) >= read);
  }
  await running.passTime(61);
  await copyIs((copy) => copy.pass === null);
  expect((await list("limit=1")).total).toBeGreaterThan(3000);
}, 60_000);
