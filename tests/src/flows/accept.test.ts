import type { ConnectSession } from "@connect-console/shared/connect-session";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({
    STACKONE_REQUESTS_PER_MINUTE: "1000",
    STACKONE_FOLLOW: "accounts",
  });
});
afterAll(() => running.stop());

/** A link whose account ended up on another profile than promised. */
async function differing(owner: string): Promise<ConnectSession> {
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: owner,
    provider: "hubspot",
    connectorProfileId: "prof_hubspot_v2",
    label: "sim:echo-other-profile",
  });
  await running.simulator.act({
    token: tokenOf(authLink),
    act: "oauth_approve",
    provider: "hubspot",
  });
  const { body } = await running.staff.act(connectSession.id, "check");
  expect(body.progress).toBe("connected_with_problem");
  return body;
}

const accept = (id: string, problems: string[], more: object = {}) =>
  running.staff.act(id, "accept", { problems, ...more });

test("a difference accepted is connected, out of the queue, and told again only for something new", async () => {
  const row = await differing("acme");
  const problems = row.problems.map(({ code }) => code);
  expect(problems).toContain("profile_differs");
  const { status, body } = await accept(row.id, problems, { reason: "agreed" });
  expect([status, body.progress]).toEqual([200, "connected"]);
  expect(body.problems.map(({ code }) => code)).toEqual(problems);
  expect(body.checks.some(({ result }) => result === "different")).toBe(true);
  const list = await running.staff.ask<{ items: ConnectSession[] }>(
    "GET",
    "/api/connect-sessions?tab=connected",
  );
  expect(list.body.items.map(({ id }) => id)).toContain(row.id);
  await running.passTime(60);
  expect((await running.staff.act(row.id, "check")).body.progress).toBe("connected");
  await running.simulator.changeAccount(String(body.account?.id), { status: "error" });
  await running.passTime(60);
  const broken = (await running.staff.act(row.id, "check")).body;
  expect(broken.progress).toBe("connected_with_problem");
  expect(broken.problems.map(({ code }) => code)).toContain("broke_soon_after");
  // what is broken cannot be accepted away
  const refused = await accept(
    row.id,
    broken.problems.map(({ code }) => code),
  );
  expect([refused.status, refused.body.error.code]).toEqual([409, "conflict"]);
});

test("only what was shown is accepted, only by who may, and every way is audited", async () => {
  const row = await differing("wonka");
  expect((await accept(row.id, [])).status).toBe(409);
  expect((await accept(row.id, ["type_differs"])).status).toBe(409);
  expect((await accept(row.id, ["profile_differs"], { done: true })).status).toBe(400);
  // the answer to "Looks connected" is no way round it
  expect((await running.staff.act(row.id, "confirm", { done: true })).status).toBe(409);
  await running.staff.ask("POST", "/api/me/role", { role: "viewer" });
  expect((await accept(row.id, ["profile_differs"])).status).toBe(403);
  await running.staff.ask("POST", "/api/me/role", { role: "qa" });
  expect((await accept(row.id, ["profile_differs"])).status).toBe(403);
  await running.staff.ask("POST", "/api/me/role", { role: "support" });
  const problems = row.problems.map(({ code }) => code);
  expect((await accept(row.id, problems)).status).toBe(200);
  const audit = await running.staff.audit(`?action=connect_session.accept&target=${row.id}`);
  expect(audit.map(({ outcome }) => outcome)).toEqual([
    "done",
    "refused",
    "refused",
    "refused",
    "refused",
  ]);
});
