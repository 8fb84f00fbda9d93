import type { SignIn } from "../auth/sign-in.ts";
import { describe, expect, test } from "vitest";
import { DomainError } from "../domain/domain-error.ts";
import { StackOneError, type StackOneFailure } from "../domain/ports/stackone.ts";
import { createTestApp } from "./testing/test-app.ts";

const nobody: SignIn = { kind: "oidc", presenceOf: async () => ({ state: "nobody" }) };

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
    expect(store.stored.audit()).toMatchObject([
      { action: "staff.switch_role", outcome: "done", fields: ["role"] },
    ]);
  });

  test("a role that is none is refused", async () => {
    const { body } = await createTestApp().ask("POST", "/api/me/role", { role: "root" });
    expect(body.error.fields.role).toMatch(/^Give one of viewer, .*\.$/);
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
    expect(store.stored.audit()).toMatchObject([
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
