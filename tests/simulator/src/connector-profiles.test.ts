import { expect, test } from "vitest";
import { testSimulator } from "./test-simulator.ts";

interface Page {
  page: number;
  page_size: number;
  total: number;
  data: {
    id: string;
    connector_key: string;
    active: boolean;
    default?: boolean;
    logo_url: string;
  }[];
}

test("both paths give the same pages", async () => {
  const sim = testSimulator();
  const all = await sim.json<Page>("GET", "/connector_profiles");
  expect(all).toMatchObject({ page: 1, page_size: 25, total: all.data.length });
  expect(await sim.json("GET", "/auth_configs")).toEqual(all);
  const third = await sim.json<Page>("GET", "/connector_profiles?page=3&page_size=4");
  expect(third.data).toEqual(all.data.slice(8, 12));
  expect(third.total).toBe(all.total);
});

test("filters by provider and by being enabled", async () => {
  const sim = testSimulator();
  const ids = async (query: string) =>
    (await sim.json<Page>("GET", `/connector_profiles?${query}`)).data.map(({ id }) => id);
  expect(await ids("connector_key=hubspot")).toEqual(["prof_hubspot_v1", "prof_hubspot_v2"]);
  expect(await ids("connector_key=salesforce&enabled=false")).toEqual(["prof_salesforce_legacy"]);
  expect(await ids("connector_key=salesforce&enabled=true")).toHaveLength(2);
});

test("one provider is disabled, one has no default, no provider has two, and no logo is far away", async () => {
  const { data } = await testSimulator().json<Page>("GET", "/connector_profiles");
  const of = (key: string) => data.filter((profile) => profile.connector_key === key);
  expect(of("zendesk").every(({ active }) => !active)).toBe(true);
  expect(of("jira").some((profile) => profile.default)).toBe(false);
  for (const { connector_key: key } of data) {
    expect(of(key).filter((profile) => profile.default).length).toBeLessThanOrEqual(1);
  }
  expect(new Set(data.map(({ logo_url: logo }) => logo.slice(0, 15)))).toEqual(
    new Set(["data:image/svg+"]),
  );
});

test.each([
  ["connector_profiles", "/auth_configs"],
  ["auth_configs", "/connector_profiles"],
])("with only %s, %s answers 404", async (profilesPath, missing) => {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/settings", { profilesPath, profilesShowDefault: false });
  await sim.json("GET", missing, undefined, 404);
  const { data } = await sim.json<Page>("GET", `/${profilesPath}`);
  expect(data.some((profile) => "default" in profile)).toBe(false);
});
