import { expect, test } from "vitest";
import { acme, type ShownAccount, testSimulator } from "./test-simulator.ts";

const ids = (accounts: ShownAccount[]) => accounts.map(({ id }) => id);

test("accounts come as a bare array, 25 a page, each on one page", async () => {
  const sim = testSimulator();
  const pages = [await sim.accounts(""), await sim.accounts("page=2")];
  const all = await sim.accounts("page_size=500");
  expect(pages[0]).toHaveLength(25);
  expect(pages.flatMap(ids)).toEqual(ids(all).slice(0, 50));
  expect(new Set(ids(all)).size).toBe(all.length);
});

test.each(["page=0", "page_size=-1", "page=x"])("%s: 400", async (query) => {
  await testSimulator().json("GET", `/accounts?${query}`, undefined, 400);
});

test("array parameters are repeated, and the filters hold together", async () => {
  const sim = testSimulator();
  const query =
    "origin_owner_ids=acme&origin_owner_ids=globex&status=error&status=expired&page_size=100";
  expect(ids(await sim.accounts(query))).toEqual([
    "acc_acme_greenhouse",
    "acc_acme_salesforce",
    "acc_globex_lever",
  ]);
  expect(ids(await sim.accounts(`${query}&providers=lever&providers=slack`))).toEqual([
    "acc_globex_lever",
  ]);
  const named = "account_ids=acc_acme_slack&account_ids=acc_wonka_pipedrive";
  expect(ids(await sim.accounts(named))).toEqual(["acc_acme_slack", "acc_wonka_pipedrive"]);
});

test("the seed has every status, both types, two names for one id, two accounts at one provider", async () => {
  const sim = testSimulator();
  const all = await sim.accounts("page_size=500");
  expect(new Set(all.map(({ status }) => status))).toEqual(
    new Set(["active", "error", "expired", "inactive", "suspended", "archived"]),
  );
  expect(new Set(all.map(({ type }) => type))).toEqual(new Set(["production", "test"]));
  const initech = await sim.accounts("origin_owner_id=initech");
  expect(new Set(initech.map((each) => each.origin_owner_name)).size).toBe(2);
  expect(await sim.accounts("origin_owner_id=umbrella&provider=hubspot")).toHaveLength(2);
  for (const { status, status_reasons: reasons } of all) {
    const broken = ["error", "expired", "inactive"].includes(status);
    expect(reasons.length > 0).toBe(broken);
  }
});

test("no answer carries what the customer typed", async () => {
  const sim = testSimulator();
  const { token } = await sim.create({ provider: "docebo" });
  const credentials = { subdomain: "plain-marker", api_key: "secret-marker" };
  const { account } = await sim.act(token, "form", { credentials });
  expect(JSON.stringify(await sim.account(account?.id ?? ""))).not.toContain("marker");
});

test("PATCH changes, DELETE answers with the account and takes it away", async () => {
  const sim = testSimulator();
  const path = "/accounts/acc_acme_slack";
  await sim.advance(5);
  const changed = await sim.json<ShownAccount>("PATCH", path, { label: "New", type: "test" });
  expect(changed).toMatchObject({ label: "New", type: "test" });
  expect(changed.updated_at > changed.created_at).toBe(true);
  await sim.json("PATCH", path, { integration_id: "prof_lever" }, 400);
  expect(await sim.json("DELETE", path)).toMatchObject({ id: "acc_acme_slack", label: "New" });
  await sim.json("GET", path, undefined, 404);
  await sim.json("DELETE", path, undefined, 404);
});

test("what StackOne's documents leave open can be switched", async () => {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/settings", { v2: false, requestLogs: false });
  await sim.json("GET", "/v2/accounts", undefined, 404);
  await sim.json("GET", "/requests/logs", undefined, 404);
  await sim.json("POST", "/_simulator/settings", { v2: true, accountsEnvelope: true });
  const { data } = await sim.json<{ data: ShownAccount[] }>(
    "GET",
    "/accounts?origin_owner_id=acme",
  );
  expect(data).toHaveLength(4);
  expect(data[0]).not.toHaveProperty("connector_profile_id");
  expect(data[0]).toHaveProperty("categories", ["hris"]);
  await sim.json("POST", "/_simulator/settings", { accountsShowProfile: true });
  expect(await sim.account("acc_acme_slack")).toHaveProperty("connector_profile_id", "prof_slack");
  const query = "connector_profile_id=prof_hubspot_v2";
  expect(await sim.json("GET", `/v2/accounts?${query}`)).toMatchObject({
    total: 1,
    data: [{ id: "acc_umbrella_hubspot_us", connector: "hubspot", owner_id: "umbrella" }],
  });
  await sim.json("POST", "/_simulator/settings", { nosuch: 1 }, 400);
});

test("disabling a profile makes its accounts inactive, enabling it heals them", async () => {
  const sim = testSimulator();
  const path = "/_simulator/connector-profiles/prof_slack";
  await sim.json("POST", path, { active: false });
  expect(await sim.account("acc_acme_slack")).toMatchObject({
    status: "inactive",
    status_reasons: [{ code: "AccountIntegrationInactiveError" }],
  });
  await sim.json("POST", "/connect_sessions", { ...acme, provider: "slack" }, 400);
  await sim.json("POST", path, { active: true });
  expect(await sim.account("acc_acme_slack")).toMatchObject({
    status: "active",
    status_reasons: [],
  });
});

test("requests made with a broken account failed since it broke, those of a healthy one did not", async () => {
  const sim = testSimulator();
  const failed = async (id: string) => {
    const query = `filter[account_ids]=${id}&filter[success]=false&page_size=100`;
    return (
      await sim.json<{ data: { status: number; account_id: string }[] }>(
        "GET",
        `/requests/logs?${query}`,
      )
    ).data;
  };
  const broken = await failed("acc_acme_greenhouse");
  expect(new Set(broken.map(({ status, account_id: id }) => `${status} ${id}`))).toEqual(
    new Set(["401 acc_acme_greenhouse"]),
  );
  expect(await failed("acc_acme_bamboohr")).toEqual([]);
});

test("many accounts at once, three for an owner, in every status", async () => {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/many-accounts", { count: 5000 }, 201);
  expect(await sim.accounts("origin_owner_id=many-7")).toHaveLength(3);
  const page = await sim.accounts("page_size=100&page=50");
  expect(page).toHaveLength(100);
  expect(new Set(ids(await sim.accounts("page_size=6000"))).size).toBeGreaterThan(5000);
  expect(await sim.accounts("status=error&page_size=1000")).not.toHaveLength(0);
});
