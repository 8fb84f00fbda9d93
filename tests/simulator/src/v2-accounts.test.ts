import { expect, test } from "vitest";
import { testSimulator } from "./test-simulator.ts";

interface Page {
  total: number;
  data: { id: string; connector: string | null; owner_id: string; connector_profile_id: string }[];
}

test("accounts come with the new names, page by page, and filtered by owner, connector and profile", async () => {
  const sim = testSimulator();
  const ids = async (query: string) =>
    (await sim.json<Page>("GET", `/v2/accounts?${query}`)).data.map(({ id }) => id);
  const owner = await ids("owner_id=umbrella");
  expect(owner).toHaveLength(3);
  expect(await ids("owner_ids=umbrella&owner_ids=hooli")).toHaveLength(5);
  expect(await ids("owner_id=umbrella&connector=hubspot&page_size=1&page=2")).toEqual([owner[1]]);
  expect(await ids("connector_profile_id=prof_hubspot_v2")).toEqual(["acc_umbrella_hubspot_us"]);
  expect(await ids("account_ids=acc_acme_slack")).toEqual(["acc_acme_slack"]);
  const all = await sim.json<Page>("GET", "/v2/accounts?origin_owner_id=umbrella&page_size=100");
  expect(all.total).toBeGreaterThan(30);
});

test("where v1 is gone v2 reads and deletes; where v2 is gone v1 does", async () => {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/settings", { v1Accounts: false });
  await sim.json("GET", "/accounts", undefined, 404);
  await sim.json("GET", "/accounts/acc_acme_slack", undefined, 404);
  await sim.json("PATCH", "/accounts/acc_acme_slack", {}, 404);
  await sim.json("DELETE", "/accounts/acc_acme_slack", undefined, 404);
  expect(await sim.json("DELETE", "/v2/accounts/acc_acme_slack")).toMatchObject({
    id: "acc_acme_slack",
    owner_id: "acme",
  });
  await sim.json("GET", "/v2/accounts/acc_acme_slack", undefined, 404);
  await sim.json("POST", "/_simulator/settings", { v1Accounts: true, v2: false });
  await sim.json("GET", "/v2/accounts/acc_acme_bamboohr", undefined, 404);
  await sim.json("GET", "/accounts/acc_acme_bamboohr");
});

test("entries at the head of both lists come without their provider; one account by its id does not", async () => {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/settings", { unreadableAccounts: 1 });
  const { data } = await sim.json<Page>("GET", "/v2/accounts?owner_id=acme");
  expect(data.map(({ connector }) => connector)).toEqual([
    null,
    "greenhouse",
    "slack",
    "salesforce",
  ]);
  const first = await sim.accounts("origin_owner_id=acme");
  expect(first.map(({ provider }) => provider)).toEqual([
    null,
    "greenhouse",
    "slack",
    "salesforce",
  ]);
  expect((await sim.account("acc_acme_bamboohr")).provider).toBe("bamboohr");
});

test("without a status filter lists hold all accounts, or only active ones", async () => {
  const sim = testSimulator();
  expect(await sim.accounts("origin_owner_id=acme")).toHaveLength(4);
  await sim.json("POST", "/_simulator/settings", { accountsDefaultStatus: "active" });
  expect(await sim.accounts("origin_owner_id=acme")).toHaveLength(2);
  expect((await sim.json<Page>("GET", "/v2/accounts?owner_id=acme")).total).toBe(2);
  expect(await sim.accounts("origin_owner_id=acme&status=error")).toHaveLength(1);
});

test("trouble with a route without version hits both, with a version that one only", async () => {
  const sim = testSimulator();
  const trouble = (route: string) =>
    sim.json("POST", "/_simulator/trouble", { route, kind: "forbidden", ownerId: "acme" }, 201);
  await trouble("GET /accounts*");
  for (const path of ["/accounts?origin_owner_id=acme", "/v2/accounts?owner_id=acme"]) {
    await sim.json("GET", path, undefined, 403);
  }
  await sim.json("GET", "/v2/accounts/acc_acme_slack", undefined, 403);
  await sim.json("GET", "/v2/accounts?owner_id=hooli");
  await sim.send("DELETE", "/_simulator/trouble");
  await trouble("GET /v2/accounts");
  await sim.json("GET", "/v2/accounts?owner_id=acme", undefined, 403);
  await sim.json("GET", "/accounts?origin_owner_id=acme");
});
