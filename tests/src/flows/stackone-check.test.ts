import type { StackOneCheck, StackOneQuestion } from "@connect-console/shared/stackone-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeEach(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterEach(() => running.stop());

const path = "/api/settings/stackone";
const read = async () => (await running.staff.ask<StackOneCheck>("GET", path)).body;
const post = (route: string, body: object = {}) =>
  running.staff.ask<StackOneCheck & { error: { code: string; fields?: object; message: string } }>(
    "POST",
    `${path}/${route}`,
    body,
  );
/** An owner without an account at the provider. */
const start = (ownerId = "acme", provider = "ashby") => post("start", { ownerId, provider });

async function until(holds: (check: StackOneCheck) => boolean): Promise<StackOneCheck> {
  let found = await read();
  await expect
    .poll(async () => holds((found = await read())), { timeout: 15_000, interval: 50 })
    .toBe(true);
  return found;
}
const untilAsked = (step: "connect" | "suspend") => until(({ run }) => run?.waitsFor === step);
const untilOver = () =>
  until(({ run }) => run !== null && !["running", "waiting_for_person"].includes(run.state));

function valueOf({ answers }: StackOneCheck, question: StackOneQuestion) {
  return answers.find((answer) => answer.question === question)?.value;
}

/** Does what the check asks of a person, and gives the id of the account that it made. */
async function connect(): Promise<string> {
  await untilAsked("connect");
  const { body } = await running.staff.ask<{ authLink: string }>("POST", `${path}/link`);
  const { account } = await running.simulator.act({ token: tokenOf(body.authLink), act: "form" });
  await post("step", { step: "connect", act: "continue" });
  return String(account?.id);
}

/** The whole check, with everything that a person is asked for. */
async function runWhole(): Promise<StackOneCheck> {
  expect((await start()).status).toBe(200);
  const id = await connect();
  await untilAsked("suspend");
  await running.simulator.changeAccount(id, { status: "suspended" });
  await post("step", { step: "suspend", act: "continue" });
  await until(({ run }) => run?.doing.startsWith("Waiting until") ?? false);
  await running.passTime(70);
  return untilOver();
}

describe("the check of StackOne", () => {
  test("asks every question, keeps the answers over a restart, and takes away what it made", async () => {
    const before = (await running.simulator.state()).accounts.map(({ id }) => id).toSorted();
    const check = await runWhole();
    expect(check.run).toMatchObject({ state: "done", problem: null, leftBehind: null });
    expect(
      Object.fromEntries(check.answers.map(({ question, value }) => [question, value])),
    ).toEqual({
      accounts_version: "both",
      session_by_number: "readable",
      session_by_token: "readable",
      token_opens_mcp: "no",
      longest_expiry: "7776000",
      expired_by_number: "readable",
      expired_by_token: "401",
      used_session_opens_again: "yes",
      updated_at_moves: "yes",
      default_status_filter: "all",
    });
    for (const { at, finding, effect } of check.answers) {
      expect(at).not.toBeNull();
      expect([finding, effect].join(" ")).not.toMatch(/undefined|NaN/);
    }
    const after = (await running.simulator.state()).accounts.map(({ id }) => id).toSorted();
    expect(after).toEqual(before);
    const { answers } = check;
    await running.restart();
    expect((await read()).answers).toEqual(answers);
  });

  test("never touches another owner, and is in the audit without its link", async () => {
    await runWhole();
    const { items } = await running.simulator.requests();
    const posts = items.filter(({ method }) => method !== "GET");
    const { sessions } = await running.simulator.state();
    expect(new Set(sessions.map((session) => session["ownerId"]))).toEqual(new Set(["acme"]));
    expect(posts.filter(({ method }) => method === "DELETE")).toHaveLength(1);
    const audit = await running.staff.ask<{ items: { action: string }[] }>("GET", "/api/audit");
    expect(audit.body.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["stackone.check", "stackone.check_link", "account.delete"]),
    );
    for (const { token } of sessions) {
      expect(running.logged()).not.toContain(token);
      expect(JSON.stringify([await read(), audit.body])).not.toContain(token);
    }
  });

  const every = {
    v1Accounts: [true, false],
    v2: [true, false],
    connectSessionByNumber: ["yes", "absent", "refused_after_expiry"],
    expiredByNumberStatus: [400, 401, 403, 404, 410, 422],
    authenticateStatus: [null, 400, 401, 403, 404, 410],
    expiredAuthenticateStatus: [400, 401, 403, 404, 410, 422],
    usedSessionOpensAgain: [true, false],
    maxExpiresIn: [null, 2_592_000, 86_400],
    accountsDefaultStatus: ["all", "active"],
    updatedAtMovesWithStatus: [true, false],
    tokenOpensMcp: [true, false],
  };
  /** So many settings that each value of each switch is in one of them. */
  const combinations = Array.from({ length: 6 }, (_, index) =>
    Object.fromEntries(
      Object.entries(every).map(([name, values], at) => [
        name,
        // 1 and 5 lead through 2, 3 and 6 values alike
        values[(index * (at % 2 === 0 ? 1 : 5) + at) % values.length],
      ]),
    ),
  ).map((settings) => (settings["v1Accounts"] ? settings : { ...settings, v2: true }));

  test.each(combinations)("finds the switches of a StackOne that has %j", async (settings) => {
    await running.simulator.settings(settings);
    const { switches } = await runWhole();
    const expected = { ...settings };
    // what cannot be seen behind another refusal
    if (settings["connectSessionByNumber"] === "absent") expected["expiredByNumberStatus"] = 404;
    if (settings["connectSessionByNumber"] === "yes") delete expected["expiredByNumberStatus"];
    if (settings["authenticateStatus"] !== null)
      expected["expiredAuthenticateStatus"] = settings["authenticateStatus"] ?? 0;
    expect(switches).toEqual(expected);
  });

  test("the combinations hold every value of every switch", () => {
    for (const [name, values] of Object.entries(every))
      expect(new Set(combinations.map((settings) => settings[name]))).toEqual(
        new Set<unknown>(values),
      );
  });

  test("whoever skips what a person is asked for learns the rest", async () => {
    await start();
    await untilAsked("connect");
    await post("step", { step: "connect", act: "skip" });
    await until(({ run }) => run?.doing.startsWith("Waiting until") ?? false);
    await running.passTime(70);
    const check = await untilOver();
    expect(check.run).toMatchObject({ state: "done" });
    expect(valueOf(check, "used_session_opens_again")).toBeNull();
    expect(valueOf(check, "expired_by_token")).toBe("401");
  });

  test("Continue without having done it says what is missing", async () => {
    await start();
    await untilAsked("connect");
    await post("step", { step: "connect", act: "continue" });
    const check = await until(({ run }) => run?.problem !== null);
    expect(check.run).toMatchObject({ waitsFor: "connect", state: "waiting_for_person" });
    expect(check.run?.problem).toMatch(/no new account for Acme Inc yet/);
  });

  test("stopped, it still deletes the account that was connected", async () => {
    await start();
    const id = await connect();
    await untilAsked("suspend");
    await post("step", { step: null, act: "stop" });
    expect((await untilOver()).run).toMatchObject({ state: "stopped", leftBehind: null });
    expect((await running.simulator.state()).accounts.map((account) => account.id)).not.toContain(
      id,
    );
  });

  test("a restart in between stops the run, which leaves nothing", async () => {
    await start();
    await untilAsked("connect");
    await running.restart();
    expect((await read()).run).toBeNull();
  });

  test.each([
    ["an owner that is not known", "nobody-here", "ashby", "ownerId"],
    ["a provider that is not there", "acme", "no-such-provider", "provider"],
    ["a provider at which the owner has an account", "acme", "bamboohr", "provider"],
  ])(
    "%s is refused beside its field, and nothing is created",
    async (_, owner, provider, field) => {
      const { status, body } = await start(owner, provider);
      expect([status, body.error.code]).toEqual([400, "invalid_input"]);
      expect(body.error.fields).toHaveProperty(field);
      expect(await running.creations()).toBe(0);
    },
  );

  test("one at a time, and only for the step that waits", async () => {
    await start();
    await untilAsked("connect");
    expect((await start()).status).toBe(409);
    expect((await post("step", { step: "suspend", act: "continue" })).status).toBe(409);
    expect((await post("step", { step: "connect", act: "nonsense" })).status).toBe(400);
    await post("step", { step: null, act: "stop" });
    await untilOver();
    expect((await post("link")).status).toBe(409);
  });

  test.each(["viewer", "customer_success", "support", "qa"])(
    "a %s may neither see nor start it",
    async (role) => {
      await running.staff.ask("POST", "/api/me/role", { role });
      expect((await running.staff.ask("GET", path)).status).toBe(403);
      expect((await start()).status).toBe(403);
    },
  );

  test("StackOne that creates nothing fails the check with its own words", async () => {
    await running.simulator.trouble({
      route: "POST /connect_sessions",
      kind: "forbidden",
    });
    await start();
    const check = await untilOver();
    expect(check.run).toMatchObject({ state: "failed" });
    expect(check.run?.problem).toMatch(/didn't create a test link \(403/);
  });
});
