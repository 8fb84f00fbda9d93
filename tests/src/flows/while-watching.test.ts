import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterAll(() => running.stop());

/** A watched link, each for an account of its own. */
async function link(label: string, console = running, provider = "ashby") {
  const choice = { ownerId: "contoso", provider, multiple: true, label };
  const { connectSession, authLink } = await console.staff.createLink(choice);
  const { id } = connectSession;
  const token = tokenOf(authLink);
  const stream = await console.staff.watch(id);
  const customer = (act: "form" | "oauth_approve") =>
    console.simulator.act({ token, act, provider });
  return { id, stream, customer };
}

test("asked to wait while watching: nobody asks meanwhile, and the customer is found afterwards", async () => {
  const { stream, customer, id } = await link("rate limited");
  await running.simulator.trouble({ route: "*", kind: "rate_limited", seconds: 30, times: 1 });
  const answer = await running.staff.act(id, "check");
  expect([answer.status, answer.body.error.code]).toEqual([503, "stackone_rate_limited"]);
  await running.simulator.forgetRequests();
  await customer("form");
  expect((await running.staff.act(id, "check")).status).toBe(503);
  expect((await running.simulator.requests()).items).toEqual([]);
  await running.passTime(31);
  // where a look and not the check was told to wait, it waits by the real clock
  await stream.until(({ progress }) => progress === "connected", 45);
  stream.close();
}, 60_000);

test.each(["slow", "never", "server_error", "reset", "not_json"])(
  "reads that are %s while watching lose nothing",
  async (kind) => {
    const { stream, customer } = await link(kind);
    await running.simulator.trouble({ route: "GET /accounts", kind, times: 1, seconds: 1 });
    await customer("form");
    await running.passTime(60);
    await stream.until(({ progress }) => progress === "connected", 40);
    stream.close();
  },
  60_000,
);

test("sim:expires-at-once reads as expired", async () => {
  const { stream, id } = await link("sim:expires-at-once");
  stream.close();
  await running.passTime(3700);
  const { body } = await running.staff.act(id, "check");
  expect(body).toMatchObject({ progress: "expired", linkHeld: false });
});

test("sim:product-account: what appeared is said, not who did it", async () => {
  const { stream } = await link("sim:product-account", running, "greenhouse");
  await running.passTime(10);
  const row = await stream.until(({ account }) => account !== null);
  expect(row.timeline?.[0]?.text).toMatch(/^An account for Contoso Ltd at Greenhouse appeared/);
  expect(row.timeline?.[0]?.text).not.toMatch(/customer/i);
  stream.close();
});

test.each([401, 403, 404])(
  "%i for an expired token is the token's, not the key's",
  async (status) => {
    await running.simulator.settings({ expiredAuthenticateStatus: status });
    const { stream, id } = await link(`expired with ${status}`, running, "slack");
    stream.close();
    await running.passTime(3700);
    const { body } = await running.staff.act(id, "check");
    expect(body).toMatchObject({ progress: "expired", problems: [] });
    const stackone = await running.staff.ask<{ state: string }>("GET", "/api/stackone");
    expect(stackone.body.state).toBe("ready");
  },
);

test("STACKONE_FOLLOW=accounts: attempts are never asked for, and the account tells", async () => {
  const accounts = await startRunningConsole({ STACKONE_FOLLOW: "accounts" });
  try {
    const { stream, customer } = await link("by account", accounts, "slack");
    await customer("oauth_approve");
    const row = await stream.until(({ progress }) => progress === "connected");
    expect(row.attempt).toBeNull();
    stream.close();
    const { byRoute } = await accounts.simulator.requests();
    expect(byRoute["POST /connect_sessions/authenticate"]).toBeUndefined();
  } finally {
    await accounts.stop();
  }
});

test("every magic word of the simulator is met by a flow test", async () => {
  const { body } = await running.staff.ask<{ items: { word: string }[] }>(
    "GET",
    "/api/simulator/magic-words",
  );
  expect(body.items.length).toBeGreaterThan(30);
  const flows = readdirSync(import.meta.dirname)
    .map((file) => readFileSync(`${import.meta.dirname}/${file}`, "utf8"))
    .join("\n");
  const met = new Set(flows.match(/sim[:-][a-z0-9-]+/g));
  expect(body.items.map(({ word }) => word).filter((word) => !met.has(word))).toEqual([]);
});
