import { describe, expect, test } from "vitest";
import { acme, type ShownAccount, testSimulator } from "./test-simulator.ts";

interface Log {
  items: { method: string; path: string; query: string; status: number; route: string }[];
  byRoute: Record<string, number>;
}

describe("trouble by route", () => {
  test("hits as often as said, after as many as said, and only its route", async () => {
    const sim = testSimulator();
    const trouble = {
      route: "GET /accounts",
      kind: "server_error",
      status: 503,
      times: 2,
      after: 1,
    };
    await sim.json("POST", "/_simulator/trouble", trouble, 201);
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await sim.send("GET", "/accounts")).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    await sim.json(
      "POST",
      "/_simulator/trouble",
      { route: "GET /accounts", kind: "not_found" },
      201,
    );
    await sim.json("GET", "/accounts/acc_acme_slack");
    await sim.json("GET", "/accounts", undefined, 404);
    await sim.json("DELETE", "/_simulator/trouble");
    await sim.json("GET", "/accounts");
  });

  test("routes may name a parameter, a beginning, an owner, or everything", async () => {
    const sim = testSimulator();
    const hits = async (route: string, more: object = {}) => {
      await sim.json("POST", "/_simulator/trouble", { route, kind: "forbidden", ...more }, 201);
      const found = [];
      for (const path of ["/accounts/acc_acme_slack", "/accounts", "/connector_profiles"]) {
        found.push((await sim.send("GET", path)).status === 403);
      }
      await sim.json("DELETE", "/_simulator/trouble");
      return found;
    };
    expect(await hits("GET /accounts/{id}")).toEqual([true, false, false]);
    expect(await hits("GET /accounts/:id")).toEqual([true, false, false]);
    expect(await hits("GET /accounts*")).toEqual([true, true, false]);
    expect(await hits("*")).toEqual([true, true, true]);
    expect(await hits("*", { ownerId: "acme" })).toEqual([true, false, false]);
  });

  test("all of the API fails, but neither the Hub nor the control endpoint", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "docebo" });
    await sim.json("POST", "/_simulator/trouble", { route: "*", kind: "unauthorized" }, 201);
    await sim.json("POST", "/connect_sessions/authenticate", { token }, 401);
    expect((await sim.asHub(token, "GET", "/connectors")).status).toBe(200);
    await sim.json("GET", "/_simulator/state");
  });

  test("a session's trouble can be ordered for the next session", async () => {
    const sim = testSimulator();
    const trouble = { route: "POST /connect_sessions", kind: "breaks_later", seconds: 3, times: 1 };
    await sim.json("POST", "/_simulator/trouble", trouble, 201);
    const ids = [];
    for (const provider of ["docebo", "okta"]) {
      const { token } = await sim.create({ provider });
      ids.push((await sim.act(token, "form")).account?.id ?? "");
    }
    await sim.advance(3);
    const statuses = [];
    for (const id of ids) statuses.push((await sim.account(id)).status);
    expect(statuses).toEqual(["error", "active"]);
  });

  test.each([
    { route: "GET /accounts", kind: "nosuch" },
    { kind: "slow" },
    { route: "*", kind: "slow", extra: 1 },
  ])("%j: 400", async (trouble) => {
    await testSimulator().json("POST", "/_simulator/trouble", trouble, 400);
  });
});

test("more requests a minute than the limit: 429 with Retry-After", async () => {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/settings", { requestsPerMinute: 3 });
  for (let i = 0; i < 3; i++) await sim.json("GET", "/accounts");
  const answer = await sim.send("GET", "/accounts");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
});

test("requests are counted by route, and no token is in the list", async () => {
  const sim = testSimulator();
  const { token, auth_link_url: link } = await sim.create({ provider: "lever" });
  await sim.app.request(link);
  await sim.app.request(`/connect/oauth2/prof_lever?token=${token}&connection_attempt_id=x`);
  await sim.json("GET", "/accounts/acc_acme_slack");
  await sim.accounts("origin_owner_id=acme");
  const log = await sim.json<Log>("GET", "/_simulator/requests");
  expect(log.byRoute).toEqual({
    "POST /connect_sessions": 1,
    "GET /embedded/integrations": 1,
    "GET /connect/oauth2/{id}": 1,
    "GET /accounts/{id}": 1,
    "GET /accounts": 1,
  });
  expect(log.items.at(-1)).toMatchObject({
    method: "GET",
    path: "/accounts",
    query: "origin_owner_id=acme",
    status: 200,
  });
  expect(JSON.stringify(log)).not.toContain(token);
  expect(await sim.json("DELETE", "/_simulator/requests")).toEqual({ items: [], byRoute: {} });
});

test("an account by the product, and what happens to it", async () => {
  const sim = testSimulator();
  const made = await sim.json<{ id: string }>(
    "POST",
    "/_simulator/accounts",
    { ownerId: "acme", ownerName: "Acme Inc", provider: "docebo", status: "expired" },
    201,
  );
  expect(await sim.account(made.id)).toMatchObject({
    status: "expired",
    status_reasons: [{ code: "AccountExpiredCredentialsError" }],
  });
  expect(await sim.profileOf(made.id)).toBe("prof_docebo");
  await sim.advance(60);
  const path = `/_simulator/accounts/${made.id}`;
  const reasons = [{ code: "Custom", description: "As said" }];
  await sim.json("POST", path, { status: "error", statusReasons: reasons, touch: false });
  const still = await sim.account(made.id);
  expect(still).toMatchObject({ status: "error", status_reasons: reasons });
  expect(still.updated_at).toBe(still.created_at);
  await sim.json("POST", path, {});
  const touched = await sim.account(made.id);
  expect(touched.updated_at > touched.created_at).toBe(true);
  await sim.json("POST", "/_simulator/accounts/nosuch", {}, 404);
});

test("the customer's acts: started, walked away, cancelled, refused where they do not fit", async () => {
  const sim = testSimulator();
  const { token } = await sim.create({ categories: ["ats", "lms"] });
  const act = (body: object, status: number) =>
    sim.json("POST", "/_simulator/customers/act", { token, ...body }, status);
  await act({ act: "form" }, 400);
  await act({ act: "form", provider: "lever" }, 400);
  await act({ act: "form", provider: "okta" }, 400);
  await act({ act: "oauth_approve", provider: "docebo" }, 400);
  await act({ act: "oauth_cancel", provider: "lever" }, 404);
  await act(
    { act: "form", provider: "docebo", credentials: { subdomain: "a", api_key: "wrong" } },
    400,
  );
  await act({ act: "walk_away", provider: "lever" }, 200);
  expect((await sim.authenticate(token)).latest_connection_attempt?.status).toBe("pending");
  await act({ act: "oauth_cancel", provider: "lever" }, 200);
  expect((await sim.authenticate(token)).latest_connection_attempt?.status).toBe("cancelled");
  await act({ act: "oauth_approve", provider: "lever" }, 200);
  expect(await sim.accounts("origin_owner_id=acme&providers=lever")).toHaveLength(1);
});

test("a reset brings everything back", async () => {
  const sim = testSimulator();
  const before = await sim.json<ShownAccount[]>("GET", "/accounts?page_size=500");
  await sim.json("POST", "/_simulator/settings", { accountsEnvelope: true });
  await sim.json("POST", "/_simulator/clock", { offsetSeconds: 600 });
  await sim.json("POST", "/_simulator/trouble", { route: "*", kind: "forbidden" }, 201);
  await sim.json("POST", "/_simulator/reset", {});
  expect(await sim.json("GET", "/accounts?page_size=500")).toEqual(before);
  expect((await sim.json<Log>("GET", "/_simulator/requests")).items).toHaveLength(1);
});

test("echo and lag can be set for all sessions", async () => {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/settings", { echoProfile: "absent", lagSeconds: 5 });
  const session = await sim.create({ connector_profile_id: "prof_docebo" });
  expect(Object.keys(session)).not.toContain("connector_profile_id");
  await sim.act(session.token, "form");
  expect(await sim.accounts("origin_owner_id=acme&providers=docebo")).toEqual([]);
  await sim.advance(5);
  expect(await sim.accounts("origin_owner_id=acme&providers=docebo")).toHaveLength(1);
});

test("a foreign Host is refused, unknown paths are 404, each with StackOne's error", async () => {
  const sim = testSimulator();
  const foreign = await sim.app.request("http://evil.example/_simulator/state");
  expect(foreign.status).toBe(403);
  const answer = await sim.send("POST", "/accounts/x/y", acme);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ statusCode: 404, timestamp: expect.any(String) });
  expect(answer.headers.get("date")).toBe("Mon, 02 Mar 2026 10:00:00 GMT");
});
