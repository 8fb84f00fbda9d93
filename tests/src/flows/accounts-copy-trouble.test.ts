import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountPage, FailedRequests } from "@connect-console/shared/account";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../running/free-port.ts";
import { accountLists } from "../running/account-lists.ts";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { simulatorKey, startServerProcess, startSimulatorProcess } from "../running/processes.ts";
import { SimulatorControl, tokenOf } from "../running/simulator.ts";
import { Staff } from "../running/staff.ts";

let running: RunningConsole;
beforeEach(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterEach(() => running.stop());

const { list, ids, account, copyIs, firstPass, nextPass, readsOf } = accountLists(() => running);

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
