import { expect, test } from "vitest";
import { type ShownSession, testSimulator } from "./test-simulator.ts";

type Numbered = ShownSession & { id: number; integration_id: string | null };

async function created(settings: object) {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/settings", settings);
  const choice = { provider: "hubspot", connector_profile_id: "prof_hubspot_v2", expires_in: 60 };
  const session = (await sim.create(choice)) as Numbered;
  const read = (status = 200) =>
    sim.json<Numbered>("GET", `/connect_sessions/${session.id}`, undefined, status);
  return { sim, session, read };
}

test("the number reads the session without token and link, and its newest attempt", async () => {
  const { sim, session, read } = await created({});
  const { token: _, auth_link_url: __, ...rest } = session;
  expect(await read()).toEqual(rest);
  const names = Object.keys(await read());
  expect(names.indexOf("connector_profile_id") + 1).toBe(names.indexOf("integration_id"));
  await sim.act(session.token, "oauth_start");
  expect((await read()).latest_connection_attempt?.status).toBe("pending");
  const { account } = await sim.act(session.token, "oauth_approve");
  expect((await read()).latest_connection_attempt).toMatchObject({
    status: "authenticated",
    account_secure_id: account?.id,
  });
  await sim.json("GET", `/connect_sessions/${session.id + 1}`, undefined, 404);
});

test("absent, the number of a session that was just made answers 404", async () => {
  const { read } = await created({ connectSessionByNumber: "absent" });
  await read(404);
});

test("after the end the number answers, or is refused", async () => {
  const { sim, read } = await created({});
  await sim.advance(61);
  await read();
  await sim.json("POST", "/_simulator/settings", {
    connectSessionByNumber: "refused_after_expiry",
    expiredByNumberStatus: 410,
  });
  await read(410);
});

test.each([400, 401, 403, 404, 410])(
  "every authenticate call is refused with %i, where that is set",
  async (authenticateStatus) => {
    const { sim, session, read } = await created({ authenticateStatus });
    const { token } = session;
    await sim.json("POST", "/connect_sessions/authenticate", { token }, authenticateStatus);
    await read();
  },
);

test.each([400, 401, 403, 404, 410, 422])("an expired token can answer %i", async (status) => {
  const { sim, session } = await created({ expiredAuthenticateStatus: status });
  await sim.authenticate(session.token);
  await sim.advance(61);
  const { token } = session;
  await sim.json("POST", "/connect_sessions/authenticate", { token }, status);
});

test("a link may not live longer than the limit, also by StackOne's own preset", async () => {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/settings", { maxExpiresIn: 900 });
  const choice = { origin_owner_id: "acme", origin_owner_name: "Acme Inc", provider: "slack" };
  await sim.json("POST", "/connect_sessions", { ...choice, expires_in: 901 }, 400);
  await sim.json("POST", "/connect_sessions", choice, 400);
  await sim.create({ provider: "slack", expires_in: 900 });
});

test("a used link opens again, or not; its sign-in is followed to the end", async () => {
  const { sim, session } = await created({});
  const { token } = session;
  const status = async (path: string) => (await sim.asHub(token, "GET", path)).status;
  const { attempt } = await sim.act(token, "oauth_approve");
  expect(await status("/connectors")).toBe(200);
  await sim.json("POST", "/_simulator/settings", { usedSessionOpensAgain: false });
  expect(await status("/connectors")).toBe(401);
  expect(await status("/settings")).toBe(401);
  expect(await status(`/connection_attempts/${attempt?.id}`)).toBe(200);
  await sim.authenticate(token);
});

test("the token opens the MCP server only where that is set, and only until the end", async () => {
  const { sim, session } = await created({});
  const status = async (method: string) =>
    (await sim.send(method, `/mcp?token=${session.token}`)).status;
  expect([await status("GET"), await status("POST")]).toEqual([401, 401]);
  await sim.json("POST", "/_simulator/settings", { tokenOpensMcp: true });
  expect([await status("GET"), await status("POST")]).toEqual([200, 200]);
  await sim.advance(61);
  expect(await status("GET")).toBe(401);
});

test("a pending attempt is expired after ten minutes, or stays", async () => {
  for (const attemptExpires of [true, false]) {
    const sim = testSimulator();
    await sim.json("POST", "/_simulator/settings", { attemptExpires });
    const { token } = await sim.create({ provider: "slack" });
    await sim.act(token, "walk_away");
    await sim.advance(601);
    const { latest_connection_attempt: attempt } = await sim.authenticate(token);
    expect(attempt?.status).toBe(attemptExpires ? "expired" : "pending");
  }
});
