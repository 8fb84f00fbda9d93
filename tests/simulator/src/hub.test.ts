import { describe, expect, test } from "vitest";
import { testSimulator } from "./test-simulator.ts";

type Simulator = ReturnType<typeof testSimulator>;

const profilesOffered = async (sim: Simulator, token: string) => {
  const answer = await sim.asHub(token, "GET", "/connectors");
  const { integrations } = (await answer.json()) as { integrations: { integration_id: string }[] };
  return integrations.map((each) => each.integration_id);
};

/** The customer's click on Connect and what the pop-up then shows. */
async function openPopup(sim: Simulator, token: string, profileId: string) {
  const started = await sim.asHub(token, "POST", "/connection_attempts", { token });
  const { id } = (await started.json()) as { id: string };
  const callback = encodeURIComponent("http://127.0.0.1:4401/embedded/accounts/callback");
  const query = `redirect_uri=${callback}&token=${token}&connection_attempt_id=${id}`;
  const page = await sim.app.request(`/connect/oauth2/${profileId}?${query}`);
  return { id, page };
}

async function decide(sim: Simulator, token: string, id: string, decision: string, to = "") {
  const form = { token, connection_attempt_id: id, decision, redirect_uri: to };
  return sim.app.request("http://127.0.0.1:4401/connect/oauth2/prof_lever/decision", {
    method: "POST",
    body: new URLSearchParams(form),
  });
}

test("the Hub may ask from any origin, with its three headers", async () => {
  const { app } = testSimulator();
  const answer = await app.request("/hub/accounts/acc_acme_slack", {
    method: "OPTIONS",
    headers: {
      origin: "http://localhost:4400",
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "content-type,x-hub-session-token,x-hub-version",
    },
  });
  expect(answer.status).toBe(204);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  const allowed = answer.headers.get("access-control-allow-headers");
  expect(allowed?.split(",")).toEqual(["content-type", "x-hub-session-token", "x-hub-version"]);
  for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
    expect(answer.headers.get("access-control-allow-methods")).toContain(method);
  }
});

test("neither the API nor the control endpoint has CORS headers", async () => {
  const sim = testSimulator();
  for (const path of ["/accounts", "/_simulator/state"]) {
    const answer = await sim.send("GET", path, undefined, { origin: "http://example.com" });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  }
});

test("without a token, with an unknown or an expired one: 401", async () => {
  const sim = testSimulator();
  const { token } = await sim.create({ provider: "bamboohr", expires_in: 60 });
  await sim.advance(60);
  for (const each of ["", "nosuch", token]) {
    for (const path of ["/settings", "/connectors", "/accounts/acc_acme_bamboohr"]) {
      expect((await sim.asHub(each, "GET", path)).status).toBe(401);
    }
  }
});

describe("what is offered", () => {
  test("the default profile of the provider, or the chosen one", async () => {
    const sim = testSimulator();
    const one = await sim.create({ provider: "hubspot" });
    expect(await profilesOffered(sim, one.token)).toEqual(["prof_hubspot_v1"]);
    const two = await sim.create({ connector_profile_id: "prof_hubspot_v2" });
    expect(await profilesOffered(sim, two.token)).toEqual(["prof_hubspot_v2"]);
  });

  test("the default profiles of the categories; of all without any; never a disabled one", async () => {
    const sim = testSimulator();
    const some = await sim.create({ categories: ["lms", "marketing"] });
    expect(await profilesOffered(sim, some.token)).toEqual(["prof_hubspot_v1", "prof_docebo"]);
    const all = await profilesOffered(sim, (await sim.create({ categories: [] })).token);
    expect(all).toContain("prof_bamboohr");
    expect(all).not.toContain("prof_zendesk");
    expect(all).not.toContain("prof_jira_cloud");
  });

  test("an account of the owner is opened for editing, except with multiple", async () => {
    const sim = testSimulator();
    const settings = async (body: object) => {
      const { token } = await sim.create(body);
      return (await sim.asHub(token, "GET", "/settings")).json();
    };
    const edit = { existing_account_id: "acc_acme_bamboohr" };
    expect(await settings({ provider: "bamboohr" })).toMatchObject(edit);
    expect(await settings({ account_id: "acc_acme_bamboohr" })).toMatchObject(edit);
    expect(await settings({ provider: "bamboohr", multiple: true })).toEqual({
      enabled_features: [],
    });
    expect(await settings({})).toEqual({ enabled_features: [] });
  });
});

describe("the form", () => {
  test("a refused key: 400 with the provider's answer, nothing made", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "docebo" });
    const answer = await sim.asHub(token, "POST", "/accounts", {
      integration_id: "prof_docebo",
      credentials: { subdomain: "acme", api_key: "wrong" },
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      statusCode: 400,
      message: expect.any(String),
      provider_response: expect.stringContaining("Docebo"),
    });
    expect(await sim.accounts("origin_owner_id=acme&providers=docebo")).toEqual([]);
  });

  test("linking leaves no attempt", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "docebo" });
    const answer = await sim.asHub(token, "POST", "/accounts", {
      integration_id: "prof_docebo",
      credentials: { subdomain: "acme", api_key: "right" },
    });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ id: expect.any(String), provider: "docebo" });
    expect((await sim.authenticate(token)).latest_connection_attempt).toBeNull();
  });

  test("an edit shows secrets by their ends only, and saves what was touched", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ account_id: "acc_acme_greenhouse" });
    const shown = await sim.asHub(token, "GET", "/accounts/acc_acme_greenhouse");
    expect(await shown.json()).toMatchObject({
      secureId: "acc_acme_greenhouse",
      integrationId: "prof_greenhouse",
      secrets: { api_key: "__secretvalue:**redacted**7f3a" },
    });
    const saved = await sim.asHub(token, "PATCH", "/accounts/acc_acme_greenhouse", {
      integration_id: "prof_greenhouse",
      credentials: {},
    });
    expect(saved.status).toBe(200);
    expect(await sim.account("acc_acme_greenhouse")).toMatchObject({ status: "active" });
  });

  test("an account of another owner is not there", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "bamboohr" });
    expect((await sim.asHub(token, "GET", "/accounts/acc_wayne_bamboohr")).status).toBe(404);
  });

  test("a profile that is not offered cannot be used", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "docebo" });
    const form = { integration_id: "prof_okta", credentials: { subdomain: "a", api_key: "b" } };
    expect((await sim.asHub(token, "POST", "/accounts", form)).status).toBe(404);
  });
});

describe("the sign-in", () => {
  test("approved: authenticated with the account, and the window goes to the callback", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "lever" });
    const { id, page } = await openPopup(sim, token, "prof_lever");
    const text = await page.text();
    for (const button of ["Approve", "Deny", "Approve slowly", "Walk away"]) {
      expect(text).toContain(`>${button}</button>`);
    }
    const done = await decide(sim, token, id, "approve");
    expect(done.status).toBe(302);
    expect(new URL(done.headers.get("location") ?? "").pathname).toBe(
      "/embedded/accounts/callback",
    );
    const attempt = await (await sim.asHub(token, "GET", `/connection_attempts/${id}`)).json();
    expect(attempt).toEqual({
      status: "authenticated",
      account: { id: expect.any(String) },
      error: null,
    });
    expect(await sim.accounts("origin_owner_id=acme&providers=lever")).toHaveLength(1);
  });

  test("denied: an error with code and text, and the next try may succeed", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "lever" });
    const { id } = await openPopup(sim, token, "prof_lever");
    await decide(sim, token, id, "deny");
    expect((await sim.authenticate(token)).latest_connection_attempt).toMatchObject({
      status: "error",
      account_secure_id: null,
      oauth_error_code: "access_denied",
      oauth_error_description: "The resource owner denied the request",
    });
    await decide(sim, token, id, "approve");
    expect(await sim.accounts("origin_owner_id=acme&providers=lever")).toEqual([]);
    const second = await openPopup(sim, token, "prof_lever");
    await decide(sim, token, second.id, "approve");
    expect(await sim.accounts("origin_owner_id=acme&providers=lever")).toHaveLength(1);
  });

  test("approved slowly: 4 seconds later", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "lever" });
    const { id } = await openPopup(sim, token, "prof_lever");
    await decide(sim, token, id, "approve_slowly");
    expect(sim.slept).toEqual([4]);
    expect((await sim.authenticate(token)).latest_connection_attempt?.status).toBe("authenticated");
  });

  test("cancelled by the Hub, or pending until the end", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "lever", expires_in: 3600 });
    const first = await openPopup(sim, token, "prof_lever");
    expect((await sim.asHub(token, "DELETE", `/connection_attempts/${first.id}`)).status).toBe(204);
    expect((await sim.authenticate(token)).latest_connection_attempt?.status).toBe("cancelled");
    await openPopup(sim, token, "prof_lever");
    await sim.advance(3599);
    expect((await sim.authenticate(token)).latest_connection_attempt?.status).toBe("pending");
  });

  test("a link that expires while the customer is at the provider still ends in an account", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "lever", expires_in: 60 });
    const { id } = await openPopup(sim, token, "prof_lever");
    await sim.advance(90);
    await decide(sim, token, id, "approve");
    expect(await sim.accounts("origin_owner_id=acme&providers=lever")).toHaveLength(1);
  });

  test("the window is sent to no other site", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "lever" });
    for (const to of ["https://example.com/embedded/accounts/callback", "http://127.0.0.1:1/x"]) {
      const { id } = await openPopup(sim, token, "prof_lever");
      const done = await decide(sim, token, id, "deny", to);
      expect(done.headers.get("location")).toBe("http://127.0.0.1:4401/embedded/accounts/callback");
    }
  });
});

test("the page behind the link embeds the real component, and escapes its token", async () => {
  const { app } = testSimulator();
  const page = await app.request('http://127.0.0.1:4401/embedded/integrations?token="><script>');
  const text = await page.text();
  expect(text).toContain('token="&quot;&gt;&lt;script&gt;"');
  expect(text).toContain('base-url="http://127.0.0.1:4401"');
  const src = /<script src="([^"]+)"/.exec(text)?.[1] ?? "";
  const script = await app.request(src);
  expect(script.headers.get("cache-control")).toContain("immutable");
  expect(await script.text()).toContain('customElements.define("stackone-hub"');
});
