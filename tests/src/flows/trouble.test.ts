import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterAll(() => running.stop());

const choice = { ownerId: "contoso", provider: "bamboohr", multiple: true };

describe("StackOne's answer to the creation", () => {
  test.each([
    ["sim:401", 502, "stackone_rejected", "create_failed"],
    ["sim:403", 502, "stackone_rejected", "create_failed"],
    ["sim:500", 503, "stackone_unavailable", "outcome_unknown"],
    ["sim:reset", 503, "stackone_unavailable", "outcome_unknown"],
    ["sim:reset-after", 503, "stackone_unavailable", "outcome_unknown"],
    ["sim:wrong-shape", 503, "stackone_unavailable", "outcome_unknown"],
    ["sim:not-json", 503, "stackone_unavailable", "outcome_unknown"],
    ["sim:no-link", 503, "stackone_unavailable", "create_failed"],
  ])("%s answers %i %s and leaves the row %s", async (label, status, code, progress) => {
    const answer = await running.staff.create({ ...choice, label });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.message.length).toBeGreaterThan(10);
    const row = await running.staff.read(String(answer.body.error.connectSessionId));
    expect(row).toMatchObject({ progress, linkHeld: false, label });
    expect(row.timeline?.[0]?.progress).toBe(progress);
  });

  test("too many requests: all wait for as long as StackOne said, and the next press works", async () => {
    const answer = await running.staff.create({ ...choice, label: "sim:429" });
    expect([answer.status, answer.body.error.code]).toEqual([503, "stackone_rate_limited"]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(20);
    const row = await running.staff.read(String(answer.body.error.connectSessionId));
    expect(row).toMatchObject({ progress: "create_failed", linkHeld: false });
    await running.simulator.forgetRequests();
    expect((await running.staff.create(choice)).status).toBe(503);
    expect((await running.simulator.requests()).items).toEqual([]);
    await running.passTime(31);
    expect((await running.staff.create(choice)).status).toBe(201);
  });

  test("no answer at all ends as unknown, not in a hang", async () => {
    const answer = await running.staff.create({ ...choice, label: "sim:never" });
    expect([answer.status, answer.body.error.code]).toEqual([503, "stackone_unavailable"]);
    expect((await running.staff.read(String(answer.body.error.connectSessionId))).progress).toBe(
      "outcome_unknown",
    );
  }, 45_000);

  test.each(["sim:slow", "sim:429-once", "sim:organization-number"])(
    "%s is only a delay or another spelling",
    async (label) => {
      const { connectSession } = await running.staff.createLink({ ...choice, label });
      expect(connectSession.progress).toBe("waiting");
    },
  );

  test("an unknown outcome is asked for once only", async () => {
    await running.simulator.forgetRequests();
    await running.staff.create({ ...choice, label: "sim:500" });
    const { items } = await running.simulator.requests();
    expect(
      items.filter(({ method, path }) => method === "POST" && path === "/connect_sessions"),
    ).toHaveLength(1);
  });

  test("an echo with another profile is a link that must not be sent", async () => {
    const { connectSession } = await running.staff.createLink({
      ownerId: "contoso",
      provider: "hubspot",
      connectorProfileId: "prof_hubspot_v2",
      label: "sim:echo-other-profile",
    });
    expect(connectSession.problems.map(({ code }) => code)).toContain("echo_differs");
  });

  test("an echo without a profile is not known, not different", async () => {
    const { connectSession } = await running.staff.createLink({
      ownerId: "contoso",
      provider: "hubspot",
      connectorProfileId: "prof_hubspot_v2",
      label: "sim:echo-no-profile",
    });
    expect(connectSession.problems).toEqual([]);
  });
});

describe("reading the owner's accounts before the creation", () => {
  test.each(["server_error", "reset", "wrong_shape", "not_json"])(
    "%s creates nothing",
    async (kind) => {
      const ownerId = "wayne";
      await running.simulator.trouble({ route: "GET /accounts", kind });
      const before = await running.staff.ask<{ counts: Record<string, number> }>(
        "GET",
        `/api/connect-sessions?ownerId=${ownerId}`,
      );
      await running.simulator.forgetRequests();
      const answer = await running.staff.create({ ownerId, provider: "slack" });
      const { items } = await running.simulator.requests();
      await running.simulator.endTrouble();
      expect([answer.status, answer.body.error.code]).toEqual([503, "stackone_unavailable"]);
      expect(answer.body.error.connectSessionId).toBeUndefined();
      expect(
        items.filter(({ method, path }) => method === "POST" && path === "/connect_sessions"),
      ).toEqual([]);
      const after = await running.staff.ask<{ counts: Record<string, number> }>(
        "GET",
        `/api/connect-sessions?ownerId=${ownerId}`,
      );
      expect(after.body.counts).toEqual(before.body.counts);
    },
  );

  test("lists in an envelope are read as well", async () => {
    await running.simulator.settings({ accountsEnvelope: true });
    const outcome = await running.staff.preview({ ownerId: "wayne", provider: "bamboohr" });
    await running.simulator.settings({ accountsEnvelope: false });
    expect(outcome.body).toMatchObject({ kind: "edit", account: { id: "acc_wayne_bamboohr" } });
  });
});

describe("after the creation", () => {
  const form = { act: "form" as const, credentials: { subdomain: "acme", api_key: "a-good-key" } };

  async function link(label: string, extra: object = {}) {
    const created = await running.staff.createLink({ ...choice, label, ...extra });
    const stream = await running.staff.watch(created.connectSession.id);
    return { id: created.connectSession.id, token: tokenOf(created.authLink), stream };
  }

  test("linked but in error is connected with a problem", async () => {
    const { token, stream } = await link("sim:link-error");
    await running.simulator.act({ token, provider: "bamboohr", ...form });
    const row = await stream.until(({ progress }) => progress === "connected_with_problem");
    expect(row.account?.status).toBe("error");
    stream.close();
  });

  test("an account that breaks soon after is said", async () => {
    const { token, stream } = await link("sim:breaks-later");
    await running.simulator.act({ token, provider: "bamboohr", ...form });
    await stream.until(({ progress }) => progress === "connected");
    await running.passTime(60);
    const row = await stream.until(({ progress }) => progress === "connected_with_problem");
    expect(row.problems.map(({ code }) => code)).toContain("broke_soon_after");
    stream.close();
  });

  test("a second account from one link is said", async () => {
    const { token, stream } = await link("sim:second-account");
    await running.simulator.act({ token, provider: "bamboohr", ...form });
    await stream.until(({ progress }) => progress === "connected");
    await running.passTime(60);
    const row = await stream.until(({ progress }) => progress === "connected_with_problem");
    expect(row.problems.map(({ code }) => code)).toContain("second_account");
    stream.close();
  });

  test("an unknown attempt status is shown raw and moves nothing", async () => {
    const created = await running.staff.createLink({
      ownerId: "contoso",
      provider: "hubspot",
      label: "sim:reviewing",
    });
    const stream = await running.staff.watch(created.connectSession.id);
    const token = tokenOf(created.authLink);
    await running.simulator.act({ token, act: "oauth_approve", provider: "hubspot" });
    const row = await stream.until(({ attempt }) => attempt?.status === "reviewing");
    expect(["waiting", "signing_in"]).toContain(row.progress);
    stream.close();
  });

  test.each(["sim:authenticate-401", "sim:authenticate-403", "sim:authenticate-404"])(
    "%s still finds the account and does not say that the key is refused",
    async (label) => {
      const { token, stream } = await link(label);
      await running.simulator.act({ token, provider: "bamboohr", ...form });
      await stream.until(({ progress }) => progress === "connected");
      const state = await running.staff.ask<{ state: string }>("GET", "/api/stackone");
      expect(state.body.state).toBe("ready");
      stream.close();
    },
  );

  test("accounts that lag behind the link are waited for", async () => {
    const { token, stream } = await link("sim:lag");
    await running.simulator.act({ token, provider: "bamboohr", ...form });
    await stream.until(({ progress }) => progress === "connected");
    stream.close();
  });

  test("failing reads lose nothing: the link is found when they work again", async () => {
    const { token, stream } = await link("sim:reads-500");
    await running.simulator.act({ token, provider: "bamboohr", ...form });
    await stream.until(({ progress }) => progress === "connected", 60);
    stream.close();
  }, 70_000);

  test("a background refresh of the account is no customer", async () => {
    const created = await running.staff.createLink({
      ownerId: "globex",
      accountId: "acc_globex_hubspot",
      label: "sim:refresh",
    });
    const stream = await running.staff.watch(created.connectSession.id);
    await running.passTime(30);
    const first = await running.staff.act(created.connectSession.id, "check");
    await running.passTime(30);
    const second = await running.staff.act(created.connectSession.id, "check");
    expect([first.body.progress, second.body.progress]).not.toContain("connected");
    expect([first.body.progress, second.body.progress]).not.toContain("connected_with_problem");
    stream.close();
  });
});

test.each([600, -600])(
  "with StackOne's clock %i s off, expiry and proofs are still right",
  async (offsetSeconds) => {
    const skewed = await startRunningConsole();
    try {
      await skewed.simulator.clock({ offsetSeconds });
      const { connectSession, authLink } = await skewed.staff.createLink({
        ownerId: "acme",
        provider: "ashby",
        expiresIn: 3600,
      });
      const ahead = Date.parse(String(connectSession.expiresAt)) - Date.now();
      expect(Math.abs(ahead - 3_600_000)).toBeLessThan(10_000);
      const stream = await skewed.staff.watch(connectSession.id);
      await skewed.simulator.act({
        token: tokenOf(authLink),
        act: "form",
        provider: "ashby",
        credentials: { api_key: "a-good-key" },
      });
      await stream.until(({ progress }) => progress === "connected");
      stream.close();
    } finally {
      await skewed.stop();
    }
  },
);
