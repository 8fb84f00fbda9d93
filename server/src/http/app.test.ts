import { describe, expect, test } from "vitest";
import type { SignIn } from "../auth/sign-in.ts";
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
    expect(answer.body.error.fields).toEqual({ [field]: expect.stringMatching(sentence) });
  });

  test.each([
    ["GET", "/api/me", { "sec-fetch-site": "none" }],
    ["POST", "/api/me/role", { origin: consoleUrl, "sec-fetch-site": "same-origin" }],
    ["POST", "/api/me/role", { "content-type": "application/json; charset=utf-8" }],
  ])("%s %s with %o passes", async (method, path, headers) => {
    expect((await createTestApp().ask(method, path, { role: "qa" }, headers)).status).toBe(200);
  });
});

/** What stands beside a field is a whole sentence, whatever the field is called. */
const sentence = /^[A-Z“].*\.$/s;

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
      expect(answer.body.error.fields[field]).toMatch(sentence);
    }
  });

  test("what is missing is required, what is not known is named, and neither message is a computer's", async () => {
    const { body } = await createTestApp().ask("POST", "/api/owners", {
      id: "acme",
      colour: "red",
    });
    expect(body.error.fields).toEqual({
      name: "Fill this in.",
      colour: "Leave this out. It isn’t known here.",
    });
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
      expect(answer.body.error.fields).toEqual({
        "Idempotency-Key": expect.stringMatching(sentence),
      });
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
    expect(Object.values(answer.body.error.fields)).toEqual([expect.stringMatching(sentence)]);
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
    expect(answer.body.error.fields).toEqual({ [field]: expect.stringMatching(sentence) });
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
