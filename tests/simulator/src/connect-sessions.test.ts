import { describe, expect, test } from "vitest";
import { acme, authorization, start, testSimulator } from "./test-simulator.ts";

describe("the key", () => {
  test.each([
    ["none", {}],
    ["another one", { authorization: `Basic ${btoa("v1.sim.other:")}` }],
    ["without the colon", { authorization: `Basic ${btoa("v1.sim.test-key")}` }],
    ["as a bearer", { authorization: "Bearer v1.sim.test-key" }],
  ])("%s: 401 on every route of the API", async (_, headers) => {
    const { app } = testSimulator();
    for (const path of [
      "/connect_sessions",
      "/connect_sessions/authenticate",
      "/connector_profiles",
      "/auth_configs",
      "/accounts",
      "/accounts/acc_acme_bamboohr",
      "/v2/accounts",
    ]) {
      const method = path.startsWith("/connect_sessions") ? "POST" : "GET";
      const answer = await app.request(path, { method, headers });
      expect(answer.status, path).toBe(401);
      expect(await answer.json()).toEqual({
        statusCode: 401,
        message: "Unauthorized",
        timestamp: expect.stringMatching(/Z$/),
      });
    }
  });
});

test("a created session is answered as documented, without an expiry", async () => {
  const sim = testSimulator();
  const session = await sim.create({
    provider: "hubspot",
    connector_profile_id: "prof_hubspot_v2",
    label: "US",
    metadata: { ticket: "T-1" },
    type: "test",
    shared: true,
    relink: true,
    scopes: true,
  });
  expect(session).toEqual({
    id: expect.any(Number),
    organization_id: expect.any(String),
    project_id: expect.any(String),
    ...acme,
    origin_username: null,
    provider: "hubspot",
    categories: null,
    account_id: null,
    label: "US",
    metadata: { ticket: "T-1" },
    type: "test",
    external_trigger_token: expect.any(String),
    created_at: new Date(start).toISOString(),
    integration_id: "prof_hubspot_v2",
    connector_profile_id: "prof_hubspot_v2",
    latest_connection_attempt: null,
    token: expect.stringMatching(/^[\w-]{48}$/),
    auth_link_url: `http://127.0.0.1:4401/embedded/integrations?token=${session.token}`,
  });
});

test("the older name of the profile works", async () => {
  const sim = testSimulator();
  const session = await sim.create({ provider: "hubspot", integration_id: "prof_hubspot_v2" });
  expect(session.connector_profile_id).toBe("prof_hubspot_v2");
});

test.each([
  ["no owner id", { origin_owner_id: undefined }, "origin_owner_id"],
  ["an empty owner name", { origin_owner_name: "" }, "origin_owner_name"],
  ["an unknown provider", { provider: "nosuch" }, "nosuch"],
  ["a disabled provider", { provider: "zendesk" }, "not enabled"],
  ["no default profile", { provider: "jira" }, "no default"],
  ["an unknown profile", { connector_profile_id: "prof_x" }, "profile not found"],
  [
    "a profile of another provider",
    { provider: "lever", connector_profile_id: "prof_slack" },
    "not of provider lever",
  ],
  ["an inactive profile", { connector_profile_id: "prof_salesforce_legacy" }, "not active"],
  ["an unknown account", { account_id: "acc_x" }, "Account not found"],
  ["an account of another owner", { account_id: "acc_globex_workday" }, "does not belong"],
  [
    "an account of another provider",
    { account_id: "acc_acme_bamboohr", provider: "lever" },
    "not of provider lever",
  ],
  ["a category in capitals", { categories: ["HRIS"] }, "categories"],
  ["a category of the docs' examples", { categories: ["hrisLegacy"] }, "categories"],
  ["a category that it lacks", { provider: "bamboohr", categories: ["crm"] }, "categories"],
  ["a type in capitals", { type: "PRODUCTION" }, "type"],
  ["no time at all", { expires_in: 0 }, "expires_in"],
  ["a negative time", { expires_in: -5 }, "expires_in"],
  ["a time in words", { expires_in: "1h" }, "expires_in"],
  ["a provider version", { provider: "bamboohr", provider_version: "1.0.0" }, "provider_version"],
])("%s: 400 and no session", async (_, body, message) => {
  const sim = testSimulator();
  const answer = await sim.json<{ statusCode: number; message: string; timestamp: string }>(
    "POST",
    "/connect_sessions",
    { ...acme, ...body },
    400,
  );
  expect(answer).toMatchObject({ statusCode: 400, timestamp: expect.any(String) });
  expect(answer.message).toContain(message);
  expect(await sim.json("GET", "/_simulator/state")).toMatchObject({ sessions: [] });
});

test("a body that is not JSON: 400", async () => {
  const { app } = testSimulator();
  const init = { method: "POST", body: "{", headers: { authorization } };
  expect((await app.request("/connect_sessions", init)).status).toBe(400);
});

test("authenticate gives the session without token and link, with the newest attempt", async () => {
  const sim = testSimulator();
  const { token } = await sim.create({ provider: "hubspot" });
  const before = await sim.authenticate(token);
  expect(before.latest_connection_attempt).toBeNull();
  expect(Object.keys(before)).not.toContain("token");
  expect(Object.keys(before)).not.toContain("auth_link_url");
  await sim.act(token, "oauth_deny");
  const second = await sim.act(token, "oauth_start");
  expect((await sim.authenticate(token)).latest_connection_attempt).toMatchObject({
    id: second.attempt?.id,
    status: "pending",
    account_secure_id: null,
  });
});

test.each([401, 403, 404])("an expired token can be answered with %i", async (status) => {
  const sim = testSimulator();
  const { token } = await sim.create({ provider: "hubspot", expires_in: 60 });
  await sim.json("POST", "/_simulator/settings", { expiredAuthenticateStatus: status });
  await sim.advance(59);
  await sim.authenticate(token);
  await sim.advance(1);
  await sim.json("POST", "/connect_sessions/authenticate", { token }, status);
});

test("without expires_in a session lives for 1800 seconds", async () => {
  const sim = testSimulator();
  const { token } = await sim.create({ provider: "hubspot" });
  await sim.advance(1799);
  await sim.authenticate(token);
  await sim.advance(1);
  await sim.json("POST", "/connect_sessions/authenticate", { token }, 401);
});
