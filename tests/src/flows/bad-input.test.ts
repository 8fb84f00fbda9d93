import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
  await running.simulator.forgetRequests();
});
afterAll(async () => {
  const { items } = await running.simulator.requests();
  await running.stop();
  expect(
    items.filter(({ method, path }) => method === "POST" && path === "/connect_sessions"),
  ).toEqual([]);
});

const good = { ownerId: "acme", provider: "hubspot", expiresIn: 3600 };

describe("a choice that cannot be", () => {
  test.each([
    ["ownerId", { ownerId: 7 }],
    ["ownerId", { ownerId: "" }],
    ["ownerId", { ownerId: "nobody-knows-this-one" }],
    ["provider", { provider: "no-such-provider" }],
    ["connectorProfileId", { connectorProfileId: "prof_nowhere" }],
    ["accountId", { accountId: "acc_nowhere" }],
    ["categories", { provider: undefined, categories: ["no-such-category"] }],
    ["categories", { categories: "crm" }],
    ["multiple", { multiple: "yes" }],
    ["label", { label: "x".repeat(201) }],
    ["label", { label: "a\u0000b" }],
    ["username", { username: "line\nbreak" }],
    ["type", { type: "PRODUCTION" }],
    ["expiresIn", { expiresIn: 59 }],
    ["expiresIn", { expiresIn: 2_592_001 }],
    ["expiresIn", { expiresIn: "3600" }],
    ["expiresIn", { expiresIn: 61.5 }],
    [
      "metadata",
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, key) => [`key${key}`, 1])) },
    ],
    ["metadata.plan", { metadata: { plan: "x".repeat(501) } }],
    ["metadata.plan", { metadata: { plan: null } }],
    ["metadata", { metadata: JSON.parse(`{"__proto__":"x"}`) as object }],
    ["origin_owner_name", { origin_owner_name: "Evil Inc" }],
  ])("%s: %o", async (field, change) => {
    for (const path of ["/api/connect-sessions/preview", "/api/connect-sessions"]) {
      const answer = await running.staff.ask<{
        error: { code: string; fields?: Record<string, string> };
      }>("POST", path, { ...good, ...change }, { "idempotency-key": crypto.randomUUID() });
      expect([answer.status, answer.body.error.code]).toEqual([400, "invalid_input"]);
      expect(answer.body.error.fields?.[field]).toMatch(/^[A-Z].*\.$/s);
    }
  });

  test.each([
    ["provider_disabled", { provider: "zendesk" }],
    ["profile_of_other_provider", { connectorProfileId: "prof_bamboohr" }],
    ["category_not_offered", { categories: ["ats"] }],
    ["account_of_other_owner", { provider: undefined, accountId: "acc_globex_workday" }],
    ["type_differs", { provider: "bamboohr", type: "test" }],
    ["several_accounts", { ownerId: "umbrella" }],
  ])("%s is blocked with its cure", async (reason, change) => {
    const preview = await running.staff.preview({ ...good, ...change });
    expect([preview.status, preview.body.kind]).toEqual([200, "blocked"]);
    expect(preview.body.reasons.map(({ code }) => code)).toContain(reason);
    expect(preview.body.reasons.every(({ cure }) => cure !== undefined)).toBe(true);
    const answer = await running.staff.create({ ...good, ...change });
    expect([answer.status, answer.body.error.code, answer.body.error.outcome?.kind]).toEqual([
      422,
      "blocked",
      "blocked",
    ]);
  });

  test("an outcome other than the one shown", async () => {
    const answer = await running.staff.create({
      ...good,
      provider: "bamboohr",
      expected: { kind: "create" },
    });
    expect([answer.status, answer.body.error.code, answer.body.error.outcome?.kind]).toEqual([
      409,
      "outcome_changed",
      "edit",
    ]);
  });

  test("no idempotency key", async () => {
    const answer = await running.staff.ask<{ error: { code: string } }>(
      "POST",
      "/api/connect-sessions",
      good,
    );
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid_input"]);
  });
});

describe("a request that is no request", () => {
  const key = { "idempotency-key": "one" };
  test.each([
    ["not JSON", "{", { ...key }, 400, "invalid_input"],
    ["an array", "[]", { ...key }, 400, "invalid_input"],
    ["null", "null", { ...key }, 400, "invalid_input"],
    [
      "over 64 kB",
      JSON.stringify({ ...good, label: "x".repeat(70_000) }),
      { ...key },
      413,
      "too_large",
    ],
    [
      "a form",
      "ownerId=acme",
      { ...key, "content-type": "application/x-www-form-urlencoded" },
      415,
      "unsupported_media_type",
    ],
    [
      "a foreign origin",
      JSON.stringify(good),
      { ...key, origin: "https://evil.example" },
      403,
      "not_allowed",
    ],
    [
      "another site",
      JSON.stringify(good),
      { ...key, "sec-fetch-site": "cross-site" },
      403,
      "not_allowed",
    ],
  ])("%s", async (_, body, headers, status, code) => {
    const answer = await running.staff.ask<{ error: { code: string } }>(
      "POST",
      "/api/connect-sessions",
      body,
      headers,
    );
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  test("a foreign Host", async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${running.url}/api/me`, { headers: { host: "evil.example" } }, (response) =>
        resolve(response.resume().statusCode),
      )
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test.each([
    ["GET", "/api/connect-sessions/nobody", 404, "not_found"],
    ["POST", "/api/connect-sessions/nobody/check", 404, "not_found"],
    ["POST", "/api/connect-sessions/nobody/reveal", 404, "not_found"],
    ["GET", "/api/owners/nobody-knows-this-one", 404, "not_found"],
    ["GET", "/api/no-such-route", 404, "not_found"],
    ["GET", "/api/connect-sessions?colour=red", 400, "invalid_input"],
    ["GET", "/api/connect-sessions?limit=201", 400, "invalid_input"],
    ["GET", "/api/connect-sessions?cursor=broken", 400, "invalid_input"],
    [
      "GET",
      "/api/connect-sessions?q=https%3A%2F%2Fapp.stackone.com%2F%3Ftoken%3Dabc",
      400,
      "invalid_input",
    ],
    ["GET", "/api/owners?q=https%3A%2F%2Fapp.stackone.com%2F%3Ftoken%3Dabc", 400, "invalid_input"],
    ["GET", "/api/audit?from=yesterday", 400, "invalid_input"],
    // C30: no such day, no such hour
    ["GET", "/api/audit?to=9999-99-99T99:99:99Z", 400, "invalid_input"],
    ["GET", "/api/audit?from=2026-02-30T10:00:00Z", 400, "invalid_input"],
    ["GET", "/api/audit/export.csv?to=9999-99-99T99:99:99Z", 400, "invalid_input"],
    // A4: as much as an address may hold
    ["GET", `/api/connect-sessions?q=${"a".repeat(15_000)}`, 400, "invalid_input"],
    ["GET", `/api/accounts?q=${"a".repeat(15_000)}`, 400, "invalid_input"],
  ])("%s %s answers %i %s", async (method, path, status, code) => {
    const answer = await running.staff.ask<{ error: { code: string; requestId: string } }>(
      method,
      path,
    );
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.requestId.length).toBeGreaterThan(0);
  });
});
