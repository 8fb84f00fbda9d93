import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { magicWords } from "./magic-words.ts";
import { webhookTroubles } from "./trouble-kinds.ts";
import { acme, giveUpOn, neverAnswered, start, testSimulator } from "./test-simulator.ts";

type Simulator = ReturnType<typeof testSimulator>;

/** What each word in a label does, seen from outside. */
const labels: Record<string, (sim: Simulator, label: string) => Promise<void>> = {
  ...Object.fromEntries(
    webhookTroubles.map((trouble) => [
      `sim:webhook-${trouble.replaceAll("_", "-")}`,
      (sim: Simulator, label: string) => webhookWith(sim, label, trouble),
    ]),
  ),
  "sim:401": (sim, label) => refused(sim, label, 401),
  "sim:403": (sim, label) => refused(sim, label, 403),
  "sim:429": async (sim, label) => {
    const answer = await post(sim, label);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("30");
    await refused(sim, label, 429);
  },
  "sim:429-once": async (sim, label) => {
    const answer = await post(sim, label);
    expect(answer.headers.get("retry-after")).toBe("1");
    expect((await post(sim, label)).status).toBe(201);
  },
  "sim:500": async (sim, label) => {
    const answer = await post(sim, label);
    expect(answer.status).toBe(500);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(await sessions(sim)).toBe(0);
  },
  "sim:slow": async (sim, label) => {
    await sim.create({ label });
    expect(sim.slept).toEqual([4]);
  },
  "sim:never": async (sim, label) => {
    const asked = { method: "POST", path: "/connect_sessions", body: { ...acme, label } };
    expect(await giveUpOn(sim, asked)).toEqual(neverAnswered);
    expect(await sessions(sim)).toBe(0);
  },
  "sim:reset": async (sim, label) => {
    await expect(post(sim, label)).rejects.toThrow("connection reset");
    expect(await sessions(sim)).toBe(0);
  },
  "sim:reset-after": async (sim, label) => {
    await expect(post(sim, label)).rejects.toThrow("connection reset");
    expect(await sessions(sim)).toBe(1);
  },
  "sim:wrong-shape": async (sim, label) => {
    const answer = await post(sim, label);
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ unexpected: { shape: true } });
    expect(await sessions(sim)).toBe(1);
  },
  "sim:not-json": async (sim, label) => {
    const answer = await post(sim, label);
    expect(answer.status).toBe(201);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  },
  "sim:no-link": async (sim, label) => {
    const session = await sim.create({ label });
    expect(session.token).toEqual(expect.any(String));
    expect(Object.keys(session)).not.toContain("auth_link_url");
  },
  "sim:expires-at-once": async (sim, label) => {
    const { token } = await sim.create({ label, expires_in: 3600 });
    expect((await sim.asHub(token, "GET", "/connectors")).status).toBe(401);
  },
  "sim:link-error": async (sim, label) => {
    expect(await linked(sim, label)).toMatchObject({
      status: "error",
      status_reasons: [{ code: "AccountInvalidCredentialsError" }],
    });
  },
  "sim:breaks-later": async (sim, label) => {
    const { id } = await linked(sim, label);
    await sim.advance(29);
    expect((await sim.account(id)).status).toBe("active");
    await sim.advance(1);
    expect((await sim.account(id)).status).toBe("error");
  },
  "sim:refresh": async (sim, label) => {
    const id = "acc_acme_bamboohr";
    await sim.create({ account_id: id, label, expires_in: 60 });
    await sim.advance(25);
    const { updated_at: at, status } = await sim.account(id);
    expect([Date.parse(at) - start, status]).toEqual([20_000, "active"]);
    await sim.advance(500);
    expect(Date.parse((await sim.account(id)).updated_at) - start).toBe(60_000);
  },
  "sim:product-account": async (sim, label) => {
    const { token } = await sim.create({ provider: "docebo", label });
    await sim.advance(5);
    const made = await sim.accounts("origin_owner_id=acme&providers=docebo");
    expect(made).toMatchObject([{ label: null, status: "active" }]);
    expect((await sim.authenticate(token)).latest_connection_attempt).toBeNull();
  },
  "sim:second-account": async (sim, label) => {
    const { token } = await sim.create({ provider: "docebo", label, multiple: true });
    await sim.act(token, "form");
    await sim.advance(9);
    expect(await sim.accounts("origin_owner_id=acme&providers=docebo")).toHaveLength(1);
    await sim.advance(100);
    expect(await sim.accounts("origin_owner_id=acme&providers=docebo")).toHaveLength(2);
  },
  "sim:lag": async (sim, label) => {
    const made = await sim.create({ provider: "lever", label });
    const { attempt, account } = await sim.act(made.token, "oauth_approve");
    const edited = await sim.create({ account_id: "acc_acme_greenhouse", label });
    await sim.act(edited.token, "form");
    expect(attempt?.status).toBe("authenticated");
    await sim.json("GET", `/accounts/${account?.id}`, undefined, 404);
    expect(await sim.accounts("origin_owner_id=acme&providers=lever")).toEqual([]);
    expect((await sim.account("acc_acme_greenhouse")).status).toBe("error");
    await sim.advance(10);
    expect(await sim.accounts("origin_owner_id=acme&providers=lever")).toHaveLength(1);
    expect((await sim.account("acc_acme_greenhouse")).status).toBe("active");
  },
  "sim:echo-no-profile": async (sim, label) => {
    const session = await sim.create({ connector_profile_id: "prof_hubspot_v2", label });
    expect(Object.keys(session)).not.toContain("connector_profile_id");
    expect(Object.keys(session)).not.toContain("integration_id");
    const { account } = await sim.act(session.token, "oauth_approve");
    expect(await sim.profileOf(account?.id ?? "")).toBe("prof_hubspot_v2");
  },
  "sim:echo-other-profile": async (sim, label) => {
    const session = await sim.create({ connector_profile_id: "prof_hubspot_v2", label });
    expect(session.connector_profile_id).toBe("prof_hubspot_v1");
    const { account } = await sim.act(session.token, "oauth_approve");
    expect(await sim.profileOf(account?.id ?? "")).toBe("prof_hubspot_v1");
  },
  "sim:organization-number": async (sim, label) => {
    expect((await sim.create({ label })).organization_id).toEqual(expect.any(Number));
  },
  "sim:authenticate-401": (sim, label) => notReadable(sim, label, 401),
  "sim:authenticate-403": (sim, label) => notReadable(sim, label, 403),
  "sim:authenticate-404": (sim, label) => notReadable(sim, label, 404),
  "sim:reviewing": async (sim, label) => {
    const { token } = await sim.create({ provider: "lever", label });
    const { attempt, account } = await sim.act(token, "oauth_approve");
    expect([attempt?.status, account]).toEqual(["reviewing", null]);
    await sim.advance(10);
    expect((await sim.authenticate(token)).latest_connection_attempt?.status).toBe("authenticated");
    expect(await sim.accounts("origin_owner_id=acme&providers=lever")).toHaveLength(1);
  },
  "sim:reads-500": async (sim, label) => {
    await sim.create({ label });
    const path = "/accounts?origin_owner_id=acme";
    const status = async (each: string) => (await sim.send("GET", each)).status;
    expect(await status("/accounts?origin_owner_id=globex")).toBe(200);
    expect(await status(path)).toBe(500);
    expect(await status("/accounts/acc_acme_slack")).toBe(500);
    expect(await status(path)).toBe(500);
    expect(await status(path)).toBe(200);
  },
  "sim:accounts-envelope": async (sim, label) => {
    await sim.create({ label });
    expect(await sim.json("GET", "/accounts")).toMatchObject({ data: expect.any(Array) });
  },
  "sim:no-default": async (sim, label) => {
    await sim.create({ label });
    expect(await (await sim.send("GET", "/connector_profiles")).text()).not.toContain('"default"');
  },
  "sim:no-account-profile": async (sim, label) => {
    await sim.create({ label });
    expect(await sim.account("acc_acme_slack")).not.toHaveProperty("connector_profile_id");
    await sim.json("GET", "/v2/accounts/acc_acme_slack", undefined, 404);
    await sim.json("GET", "/actions?filter[account_ids]=acc_acme_slack", undefined, 404);
  },
  "sim:auth-configs": async (sim, label) => {
    await sim.create({ label });
    await sim.json("GET", "/connector_profiles", undefined, 404);
    await sim.json("GET", "/auth_configs");
  },
  "sim:clock-ahead": (sim, label) => clockOff(sim, label, 600),
  "sim:clock-behind": (sim, label) => clockOff(sim, label, -600),
  "sim:calm": async (sim, label) => {
    await sim.create({ label: "sim:clock-ahead sim:auth-configs" });
    await clockOff(sim, label, 0);
    await sim.json("GET", "/connector_profiles");
  },
};

describe("words in a label", () => {
  test.each(Object.entries(labels))("%s", async (word, check) => {
    await check(testSimulator(), `US ${word}`);
  });

  test("a word is not found in a longer one, and ordinary labels do nothing", async () => {
    const sim = testSimulator();
    for (const label of ["sim:resetting", "sim:slowly", "simulator", "sim: 500"]) {
      expect((await sim.create({ label })).auth_link_url).toEqual(expect.any(String));
    }
  });
});

test("every word of a label is tried here; all are listed for the console, and described in the README", async () => {
  const words = magicWords.filter(({ where }) => where === "label").map(({ word }) => word);
  expect(Object.keys(labels).toSorted()).toEqual(words.toSorted());
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  for (const { word, effect } of magicWords) expect(readme).toContain(`\`${word}\` | ${effect}`);
  const { app } = testSimulator();
  const listed = await (await app.request("/_simulator/magic-words")).json();
  expect(listed).toEqual({
    items: magicWords.map(({ word, where, effect }) => ({ word, where, effect })),
  });
});

async function post(sim: Simulator, label: string): Promise<Response> {
  return sim.send("POST", "/connect_sessions", { ...acme, label });
}

async function sessions(sim: Simulator): Promise<number> {
  return (await sim.json<{ sessions: [] }>("GET", "/_simulator/state")).sessions.length;
}

async function refused(sim: Simulator, label: string, status: number): Promise<void> {
  const answer = await post(sim, label);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ statusCode: status, timestamp: expect.any(String) });
  expect(await sessions(sim)).toBe(0);
}

/** What of it reaches a receiver is tried in webhooks.test.ts. */
async function webhookWith(sim: Simulator, label: string, trouble: string): Promise<void> {
  await sim.json("POST", "/_simulator/webhooks", { url: "http://127.0.0.1:9/", secret: "one" });
  const { token } = await sim.create({ label, provider: "ashby", multiple: true });
  await sim.act(token, "form");
  const troubles = async () =>
    (await sim.json<{ items: { trouble: string[] }[] }>("GET", "/_simulator/webhooks")).items.map(
      (one) => one.trouble,
    );
  await expect.poll(async () => (await troubles())[0]).toEqual([trouble]);
}

async function linked(sim: Simulator, label: string) {
  const { token } = await sim.create({ provider: "docebo", label });
  const { account } = await sim.act(token, "form");
  return sim.account(account?.id ?? "");
}

async function notReadable(sim: Simulator, label: string, status: number): Promise<void> {
  const { token } = await sim.create({ provider: "docebo", label });
  await sim.json("POST", "/connect_sessions/authenticate", { token }, status);
  expect((await sim.asHub(token, "GET", "/connectors")).status).toBe(200);
}

async function clockOff(sim: Simulator, label: string, seconds: number): Promise<void> {
  const answer = await post(sim, label);
  const { created_at: at } = (await answer.json()) as { created_at: string };
  expect(Date.parse(at) - start).toBe(seconds * 1000);
  expect(Date.parse(answer.headers.get("date") ?? "") - start).toBe(seconds * 1000);
}
