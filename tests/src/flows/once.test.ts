import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterAll(() => running.stop());

const creations = async () =>
  (await running.simulator.requests()).items.filter(
    ({ method, path }) => method === "POST" && path === "/connect_sessions",
  ).length;

test("a double click makes one connect session", async () => {
  await running.simulator.forgetRequests();
  const key = randomUUID();
  const input = { ownerId: "acme", provider: "ashby", label: "sim:slow" };
  const [first, second] = await Promise.all([
    running.staff.create(input, key),
    running.staff.create(input, key),
  ]);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.connectSession.id).toBe(first.body.connectSession.id);
  expect(second.body.authLink).toBe(first.body.authLink);
  expect(
    [first, second].filter(({ headers }) => headers.get("idempotency-replayed") === "true"),
  ).toHaveLength(1);
  expect(await creations()).toBe(1);
});

test("a repeated request gets the first answer, another body under the same key is a conflict", async () => {
  const key = randomUUID();
  const first = await running.staff.create({ ownerId: "acme", provider: "okta" }, key);
  await running.simulator.forgetRequests();
  const again = await running.staff.create({ ownerId: "acme", provider: "okta" }, key);
  const other = await running.staff.create({ ownerId: "acme", provider: "docebo" }, key);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(again.body.authLink).toBe(first.body.authLink);
  expect([other.status, other.body.error.code]).toEqual([409, "conflict"]);
  const [newest] = await running.staff.audit("?action=connect_session.create&action=owner.add");
  expect([newest?.outcome, newest?.requestId]).toEqual(["refused", other.body.error.requestId]);
  expect(await creations()).toBe(0);
});

test("an error is given again as well", async () => {
  const key = randomUUID();
  const input = { ownerId: "acme", provider: "notion", label: "sim:500" };
  const first = await running.staff.create(input, key);
  await running.simulator.forgetRequests();
  const again = await running.staff.create(input, key);
  expect([again.status, again.body.error.code, again.body.error.connectSessionId]).toEqual([
    first.status,
    first.body.error.code,
    first.body.error.connectSessionId,
  ]);
  expect(await creations()).toBe(0);
});

describe("E7: a failure that is given again says so", () => {
  const replayed = ({ headers }: { headers: Headers }) => headers.get("idempotency-replayed");

  test.each([
    ["an answer without a link", { ownerId: "acme", provider: "notion", label: "sim:no-link" }],
    ["an unknown outcome", { ownerId: "acme", provider: "notion", label: "sim:500" }],
    ["an owner that is not there", { ownerId: "nobody-e7" }],
    [
      "another outcome than the page showed",
      { ownerId: "acme", provider: "ashby", expected: { kind: "edit", accountId: "none" } },
    ],
  ])("%s", async (_, input) => {
    const key = randomUUID();
    const first = await running.staff.create(input, key);
    const again = await running.staff.create(input, key);
    expect(first.status).toBeGreaterThanOrEqual(400);
    expect([replayed(first), again.status, replayed(again)]).toEqual([null, first.status, "true"]);
    expect(again.body.error.code).toBe(first.body.error.code);
    // another body under that key is a new no
    const other = await running.staff.create({ ...input, expiresIn: 61 }, key);
    expect([other.status, replayed(other)]).toEqual([409, null]);
  });

  test("of a re-issue, and of two at the same moment", async () => {
    const { connectSession } = await running.staff.createLink({
      ownerId: "acme",
      provider: "okta",
    });
    await running.simulator.trouble({
      route: "POST /connect_sessions",
      kind: "server_error",
      times: 1,
    });
    const key = randomUUID();
    const both = await Promise.all(
      [1, 2].map(() => running.staff.reissue(connectSession.id, {}, key)),
    );
    expect(both.map(({ status }) => status)).toEqual([503, 503]);
    expect(both.filter((one) => replayed(one) === "true")).toHaveLength(1);
  });
});

test("a replay after the wipe has no link, and a replay with one is audited as a reveal", async () => {
  const key = randomUUID();
  const input = { ownerId: "acme", provider: "personio" };
  const first = await running.staff.create(input, key);
  await running.staff.create(input, key);
  const reveals = await running.staff.audit("?action=connect_session.reveal");
  expect(reveals.some(({ target }) => target.id === first.body.connectSession.id)).toBe(true);
  await running.staff.act(first.body.connectSession.id, "void");
  const after = await running.staff.create(input, key);
  expect([after.status, after.body.authLink]).toEqual([201, null]);
});
