import { expect, test } from "vitest";
import { testSimulator } from "./test-simulator.ts";

interface Entry {
  key: string;
  account_id?: string;
  connector_profile_id?: string;
  version: string;
  actions?: unknown[];
  authentication: {
    required_scopes?: string[];
    support?: { guides?: { setup: { sections: { title: string; steps?: object[] }[] } } };
  }[];
}
interface Page {
  next: string | null;
  data: Entry[];
}

const withGuides = (keys: string) =>
  `/actions?filter[connectors]=${keys}&include=authentication_guides`;

test("an account's entry names its connector profile and version", async () => {
  const sim = testSimulator();
  const ids = "acc_umbrella_hubspot_us,acc_wayne_salesforce,acc_of_nobody";
  const { data } = await sim.json<Page>(
    "GET",
    `/actions?filter[account_ids]=${ids}&exclude=actions`,
  );
  expect(data).toHaveLength(2);
  expect(data[0]).toMatchObject({
    key: "hubspot",
    account_id: "acc_umbrella_hubspot_us",
    connector_profile_id: "prof_hubspot_v2",
    integration_id: "prof_hubspot_v2",
    version: "2.1.0",
  });
  expect(data[1]).toMatchObject({ connector_profile_id: "prof_salesforce_legacy" });
  expect(data.some((entry) => "actions" in entry)).toBe(false);
});

test("a connector's entry has its guides where they are asked for, and one connector has none", async () => {
  const sim = testSimulator();
  const [plain] = (await sim.json<Page>("GET", "/actions?filter[connectors]=hubspot")).data;
  expect(plain).not.toHaveProperty("account_id");
  expect(plain?.authentication[0]).not.toHaveProperty("support");
  const { data } = await sim.json<Page>("GET", withGuides("hubspot,bamboohr,docebo"));
  const sections = (key: string) =>
    data.find((entry) => entry.key === key)?.authentication[0]?.support?.guides?.setup.sections;
  expect(sections("hubspot")?.map(({ title }) => title)).toContain("Before you start");
  expect(sections("bamboohr")?.some(({ steps }) => steps)).toBe(true);
  expect(sections("docebo")).toBeUndefined();
  expect(data.find(({ key }) => key === "hubspot")?.authentication[0]?.required_scopes).toContain(
    "crm.objects.contacts.read",
  );
});

test("the cursor leads over all connectors once", async () => {
  const sim = testSimulator();
  const keys: string[] = [];
  let next: string | null = "";
  while (next !== null) {
    const page: Page = await sim.json("GET", `/actions?page_size=4&next=${next}`);
    keys.push(...page.data.map(({ key }) => key));
    next = page.next;
  }
  expect(keys).toHaveLength(17);
  expect(new Set(keys).size).toBe(17);
  await sim.json("GET", "/actions?next=nonsense", undefined, 400);
});

test("without actions there is no such path, and without a key no answer", async () => {
  const sim = testSimulator();
  expect((await sim.app.request("http://127.0.0.1/actions")).status).toBe(401);
  await sim.json("POST", "/_simulator/settings", { actions: false });
  await sim.json("GET", "/actions", undefined, 404);
});
