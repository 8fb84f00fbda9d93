import { describe, expect, test } from "vitest";
import type { SignIn } from "../auth/sign-in.ts";
import { DomainError } from "../domain/domain-error.ts";
import { StackOneError, type StackOneFailure } from "../domain/ports/stackone.ts";
import { consoleUrl, createTestApp } from "./testing/test-app.ts";

const nobody: SignIn = { kind: "oidc", presenceOf: async () => ({ state: "nobody" }) };
const routes: [method: string, path: string][] = [
  ["GET", "/api/me"],
  ["POST", "/api/me/role"],
  ["GET", "/api/owners"],
  ["GET", "/api/owners/acme"],
  ["POST", "/api/owners"],
  ["POST", "/api/owners/preview"],
  ["POST", "/api/owners/acme/rename"],
  ["POST", "/api/owners/acme/delete"],
  ["POST", "/api/owners/import"],
  ["GET", "/api/owners.csv"],
  ["GET", "/api/providers"],
  ["POST", "/api/connect-sessions/preview"],
  ["POST", "/api/connect-sessions"],
  ["GET", "/api/connect-sessions"],
  ["GET", "/api/connect-sessions/next"],
  ["GET", "/api/connect-sessions/staff"],
  ["GET", "/api/connect-sessions/export.csv"],
  ["POST", "/api/connect-sessions/one/notes"],
  ["GET", "/api/connect-sessions/one"],
  ["GET", "/api/connect-sessions/one/support"],
  ["POST", "/api/connect-sessions/one/check"],
  ["POST", "/api/connect-sessions/one/confirm"],
  ["POST", "/api/connect-sessions/one/accept"],
  ["POST", "/api/connect-sessions/one/reissue/preview"],
  ["POST", "/api/connect-sessions/one/reveal"],
  ["POST", "/api/connect-sessions/one/connect-here"],
  ["POST", "/api/connect-sessions/one/copied"],
  ["POST", "/api/connect-sessions/one/reissue"],
  ["POST", "/api/connect-sessions/one/void"],
  ["GET", "/api/live"],
  ["GET", "/api/accounts"],
  ["POST", "/api/find"],
  ["GET", "/api/accounts/acc"],
  ["GET", "/api/accounts/acc/failed-requests"],
  ["GET", "/api/audit"],
  ["GET", "/api/stackone"],
  ["GET", "/api/simulator/magic-words"],
];

describe("who may ask", () => {
  test.each(routes)("%s %s: not signed in is 401", async (method, path) => {
    const { ask } = createTestApp({ signIn: nobody });
    const answer = await ask(method, path);
    expect([answer.status, answer.body.error.code]).toEqual([401, "not_signed_in"]);
    expect(answer.body.error.requestId).toBe(answer.headers.get("x-request-id"));
  });

  test.each(["forwarded", "x-forwarded-for", "x-forwarded-host", "via"])(
    "local sign-in takes no request with %s",
    async (header) => {
      const answer = await createTestApp().ask("GET", "/api/me", undefined, {
        [header]: "10.0.0.1",
      });
      expect([answer.status, answer.body.error.code]).toEqual([401, "not_signed_in"]);
      expect(answer.body.error.hint).toContain("forwarded");
    },
  );

  test.each([
    ["Host", "GET", { host: "evil.example" }],
    ["Host", "GET", { host: "localhost:4400" }],
    ["Origin", "POST", { origin: "http://evil.example" }],
    ["Origin", "POST", { origin: "null" }],
    ["Origin", "POST", { origin: "https://127.0.0.1:4400" }],
    ["Sec-Fetch-Site", "POST", { "sec-fetch-site": "cross-site" }],
    ["Sec-Fetch-Site", "POST", { "sec-fetch-site": "same-site" }],
    ["Sec-Fetch-Site", "POST", { "sec-fetch-site": "none" }],
    ["Sec-Fetch-Site", "GET", { "sec-fetch-site": "cross-site" }],
  ])("a foreign %s (%s %o) is 403", async (field, method, headers) => {
    const answer = await createTestApp().ask(
      method,
      method === "GET" ? "/api/me" : "/api/me/role",
      { role: "qa" },
      headers,
    );
    expect([answer.status, answer.body.error.code]).toEqual([403, "not_allowed"]);
    expect(Object.keys(answer.body.error.fields)).toEqual([field]);
  });

  test.each([
    ["GET", "/api/me", { "sec-fetch-site": "none" }],
    ["POST", "/api/me/role", { origin: consoleUrl, "sec-fetch-site": "same-origin" }],
    ["POST", "/api/me/role", { "content-type": "application/json; charset=utf-8" }],
  ])("%s %s with %o passes", async (method, path, headers) => {
    expect((await createTestApp().ask(method, path, { role: "qa" }, headers)).status).toBe(200);
  });
});

describe("what a request must be", () => {
  const key = { "idempotency-key": "one" };
  const good = { ownerId: "acme", provider: "hubspot", expiresIn: 3600 };

  test.each([
    ["ownerId", { ownerId: 7 }],
    ["ownerId", { ownerId: undefined }],
    ["ownerId", { ownerId: "x".repeat(201) }],
    ["provider", { provider: "a\nb" }],
    ["categories", { categories: "crm" }],
    ["categories.0", { categories: [1] }],
    ["multiple", { multiple: "yes" }],
    ["label", { label: "x".repeat(201) }],
    ["label", { label: "a\u0000b" }],
    ["type", { type: "PRODUCTION" }],
    ["expiresIn", { expiresIn: 59 }],
    ["expiresIn", { expiresIn: 2_592_001 }],
    ["expiresIn", { expiresIn: "3600" }],
    ["metadata.plan", { metadata: { plan: null } }],
    ["origin_owner_name", { origin_owner_name: "Evil Inc" }],
  ])("a connect session with %s wrong (%o) names the field", async (field, change) => {
    const { ask } = createTestApp();
    for (const path of ["/api/connect-sessions/preview", "/api/connect-sessions"]) {
      const answer = await ask("POST", path, { ...good, ...change }, key);
      expect([answer.status, answer.body.error.code]).toEqual([400, "invalid_input"]);
      expect(Object.keys(answer.body.error.fields)).toContain(field);
    }
  });

  test("what is missing is required, what is not known is named, and neither message is a computer's", async () => {
    const { body } = await createTestApp().ask("POST", "/api/owners", {
      id: "acme",
      colour: "red",
    });
    expect(body.error.fields).toEqual({ name: "is required", colour: "is not known" });
  });

  test("a key that JavaScript knows is as unknown as any other", async () => {
    const { ask } = createTestApp();
    for (const answer of [
      await ask("GET", "/api/owners?__proto__=1"),
      await ask("POST", "/api/owners", '{"id":"a","name":"b","__proto__":{"x":1}}'),
    ])
      expect(Object.keys(answer.body.error.fields)).toEqual(["__proto__"]);
  });

  test.each([
    ["the key is missing", {}],
    ["the key is too long", { "idempotency-key": "x".repeat(101) }],
    ["the key has a blank", { "idempotency-key": "a b" }],
  ])("create and re-issue where %s", async (_, headers) => {
    const { ask } = createTestApp();
    for (const [path, body] of [
      ["/api/connect-sessions", good],
      ["/api/connect-sessions/one/reissue", {}],
    ] as const) {
      const answer = await ask("POST", path, body, headers);
      expect([answer.status, answer.body.error.code]).toEqual([400, "invalid_input"]);
      expect(Object.keys(answer.body.error.fields)).toEqual(["Idempotency-Key"]);
    }
  });

  test.each([
    ["not JSON", "{", {}, 400, "invalid_input"],
    ["nothing", "", {}, 400, "invalid_input"],
    ["an array", "[]", {}, 400, "invalid_input"],
    ["null", "null", {}, 400, "invalid_input"],
    ["over 64 kB", JSON.stringify({ id: "acme", name: "x".repeat(66_000) }), {}, 413, "too_large"],
    [
      "a form",
      "id=acme",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "unsupported_media_type",
    ],
    ["text", "{}", { "content-type": "text/plain" }, 415, "unsupported_media_type"],
  ])("a body that is %s", async (_, body, headers, status, code) => {
    const answer = await createTestApp().ask("POST", "/api/owners", body, headers);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(Object.keys(answer.body.error.fields)).toHaveLength(1);
  });

  test.each([
    ["/api/connect-sessions?colour=red", "colour"],
    ["/api/connect-sessions?limit=201", "limit"],
    ["/api/connect-sessions?limit=many", "limit"],
    ["/api/connect-sessions?progress=done", "progress.0"],
    ["/api/connect-sessions?tab=waiting&tab=over", "tab"],
    ["/api/connect-sessions?q=https%3A%2F%2Fapp.stackone.com%2F%3Ftoken%3Dabc", "q"],
    ["/api/owners?q=token%3Dabc", "q"],
    ["/api/audit?from=yesterday", "from"],
    ["/api/accounts?nosuch=1", "nosuch"],
    ["/api/accounts?limit=201", "limit"],
    ["/api/live?watch=", "watch"],
  ])("GET %s names %s", async (path, field) => {
    const answer = await createTestApp().ask("GET", path);
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid_input"]);
    expect(Object.keys(answer.body.error.fields)).toEqual([field]);
  });

  test.each([
    ["GET", "/api/no-such-route"],
    ["GET", "/api"],
    ["DELETE", "/api/me"],
    ["GET", "/hooks/stackone"],
    ["POST", "/hooks/stackone"],
    ["GET", "/api/connect-sessions/nobody"],
    ["POST", "/api/connect-sessions/nobody/reveal"],
    ["POST", "/api/connect-sessions/nobody/copied"],
    ["POST", "/api/connect-sessions/nobody/void"],
    ["GET", "/api/live?watch=nobody"],
    ["GET", "/api/simulator/magic-words"],
  ])("%s %s is not there", async (method, path) => {
    const answer = await createTestApp().ask(method, path);
    expect([answer.status, answer.body.error.code]).toEqual([404, "not_found"]);
  });
});

describe("limits", () => {
  test("more requests than allowed wait for the next minute", async () => {
    const { ask, clock } = createTestApp({
      limits: { requestsPerMinute: 2, creationsPerMinute: 1 },
    });
    await ask("GET", "/api/me");
    clock.time += 15_000;
    expect((await ask("GET", "/api/me")).status).toBe(200);
    const refused = await ask("GET", "/api/me");
    expect([refused.status, refused.body.error.code]).toEqual([429, "too_many_requests"]);
    expect(refused.headers.get("retry-after")).toBe("45");
    clock.time += 45_000;
    expect((await ask("GET", "/api/me")).status).toBe(200);
  });

  test("creations have a limit of their own, shared by create and re-issue", async () => {
    const { ask } = createTestApp({ limits: { requestsPerMinute: 600, creationsPerMinute: 1 } });
    await ask("POST", "/api/connect-sessions", {});
    expect((await ask("POST", "/api/connect-sessions/one/reissue", {})).status).toBe(429);
    expect((await ask("POST", "/api/connect-sessions/preview", {})).status).toBe(400);
  });
});

describe("errors", () => {
  const asking = (error: Error) =>
    createTestApp({
      magicWords: async () => {
        throw error;
      },
    });

  test.each<[StackOneFailure, number, string]>([
    ["rejected", 502, "stackone_rejected"],
    ["unauthorized", 502, "stackone_unauthorized"],
    ["unreachable", 503, "stackone_unavailable"],
    ["unavailable", 503, "stackone_unavailable"],
    ["rate_limited", 503, "stackone_rate_limited"],
  ])("StackOne %s is %i %s", async (failure, status, code) => {
    const answer = await asking(
      new StackOneError(failure, "what it said", { status: 422, retryAfter: 12.2 }),
    ).ask("GET", "/api/simulator/magic-words");
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.headers.get("retry-after")).toBe("13");
  });

  test("a domain error brings its detail", async () => {
    const detail = { fields: { label: "no" }, hint: "do", connectSessionId: "one" };
    const answer = await asking(new DomainError("conflict", "It was used.", detail)).ask(
      "GET",
      "/api/simulator/magic-words",
    );
    expect(answer.status).toBe(409);
    expect(answer.body.error).toEqual({
      code: "conflict",
      message: "It was used.",
      requestId: expect.any(String),
      ...detail,
    });
  });

  test("a 500 tells nothing internal; the log tells what it was, without a link", async () => {
    const { ask, logged } = asking(
      new TypeError("cannot read https://app.stackone.com/?token=planted of row 7"),
    );
    const answer = await ask("GET", "/api/simulator/magic-words");
    expect([answer.status, answer.body.error.code]).toEqual([500, "internal"]);
    expect(JSON.stringify(answer.body)).not.toMatch(/planted|row 7|TypeError/);
    expect(logged.find(({ level }) => level === "error")?.fields).toMatchObject({
      error: "TypeError",
      requestId: answer.body.error.requestId,
    });
    expect(JSON.stringify(logged)).not.toContain("planted");
  });
});

describe("what every answer carries", () => {
  test("headers of /api", async () => {
    const { headers } = await createTestApp().ask("GET", "/api/me");
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(headers.has("strict-transport-security")).toBe(false);
  });

  test("errors carry them too", async () => {
    const { headers } = await createTestApp().ask("GET", "/api/none");
    expect([headers.get("cache-control"), headers.get("x-content-type-options")]).toEqual([
      "no-store",
      "nosniff",
    ]);
  });

  test("https brings HSTS", async () => {
    const { ask } = createTestApp({ publicUrl: new URL("https://console.example") });
    const { headers } = await ask("GET", "/api/me", undefined, { host: "console.example" });
    expect(headers.get("strict-transport-security")).toContain("max-age=");
  });

  test("one log line a request, by the route's template and without what was asked", async () => {
    const { ask, logged } = createTestApp();
    const { headers } = await ask("GET", "/api/connect-sessions/planted-id?colour=planted-query");
    expect(logged).toEqual([
      {
        level: "info",
        message: "request",
        fields: {
          requestId: headers.get("x-request-id"),
          method: "GET",
          route: "/api/connect-sessions/:id",
          status: 404,
          milliseconds: expect.any(Number),
          staffId: "local",
        },
      },
    ]);
  });
});

describe("me", () => {
  test("begins as admin, and the switch of the role is audited", async () => {
    const { ask, store } = createTestApp();
    expect((await ask("GET", "/api/me")).body).toMatchObject({
      staff: { role: "admin" },
      stackone: { kind: "simulator", host: "127.0.0.1:4401" },
      signIn: "local",
    });
    expect((await ask("POST", "/api/me/role", { role: "viewer" })).body.permissions).not.toContain(
      "owner.add",
    );
    expect((await ask("GET", "/api/me")).body.staff.role).toBe("viewer");
    expect(store.state().audit).toMatchObject([
      { action: "staff.switch_role", outcome: "done", fields: ["role"] },
    ]);
  });

  test("a role that is none is refused", async () => {
    const { body } = await createTestApp().ask("POST", "/api/me/role", { role: "root" });
    expect(body.error.fields.role).toContain("must be one of");
  });

  test("only local sign-in switches", async () => {
    const staff = { id: "u1", name: "Una", email: null, role: "admin" as const };
    const { ask, store } = createTestApp({
      signIn: {
        kind: "oidc",
        presenceOf: async () => ({ state: "signed_in", staff, signInId: null, endsAt: null }),
      },
    });
    expect((await ask("POST", "/api/me/role", { role: "qa" })).body.error.code).toBe("not_allowed");
    expect(store.state().audit).toMatchObject([
      { action: "staff.switch_role", outcome: "refused" },
    ]);
  });
});

describe("StackOne's state and health", () => {
  test("the state as it is known", async () => {
    expect((await createTestApp().ask("GET", "/api/stackone")).body).toMatchObject({
      state: "ready",
      budget: { used: 7 },
    });
  });

  test("magic words come from the simulator", async () => {
    const items = [{ word: "slow", where: "label" as const, effect: "takes 10 s" }];
    const { ask } = createTestApp({ magicWords: async () => ({ items }) });
    expect((await ask("GET", "/api/simulator/magic-words")).body).toEqual({ items });
  });

  test("probes come by any name and without sign-in", async () => {
    const { ask } = createTestApp({ signIn: nobody });
    for (const path of ["/healthz", "/readyz", "/metrics"])
      expect((await ask("GET", path, undefined, { host: "10.0.0.7:4400" })).status, path).toBe(200);
  });

  test("a store that does not answer is not ready", async () => {
    const { ask, store } = createTestApp();
    store.ready = async () => false;
    const answer = await ask("GET", "/readyz");
    expect([answer.status, answer.body]).toEqual([
      503,
      {
        status: "not_ready",
        store: false,
        storeProblem: null,
        stackone: "ready",
        webhooks: { configured: false, lastAt: null },
      },
    ]);
  });

  test("metrics count answers by route template", async () => {
    const { ask } = createTestApp();
    await ask("GET", "/api/connect-sessions/planted-id");
    await ask("GET", "/somewhere/planted-id");
    const { body } = await ask("GET", "/metrics");
    expect(body).toContain(
      'http_requests_total{method="GET",route="/api/connect-sessions/:id",status="404"} 1',
    );
    expect(body).toContain("stackone_requests_last_minute 7");
    expect(body).not.toContain("planted-id");
  });
});
