import { describe, expect, test } from "vitest";
import { makeRow } from "../../store/testing/make-row.ts";
import { createTestApp } from "../testing/test-app.ts";

describe("/connect-here/:id", () => {
  test("is a document of its own that lets the Hub work, and nothing more", async () => {
    const { status, headers, body } = await createTestApp().ask("GET", "/connect-here/one");
    expect([status, headers.get("cache-control")]).toEqual([200, "no-cache"]);
    expect(body).toContain("<!doctype html>");
    expect(headers.get("content-security-policy")?.split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      "connect-src 'self' http://127.0.0.1:4401",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin-allow-popups");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-frame-options")).toBe("DENY");
  });

  test("has no nonce, which would take 'unsafe-inline' back", async () => {
    const { body } = await createTestApp().ask("GET", "/connect-here/one");
    expect(body).not.toContain("__CSP_NONCE__");
    expect(body).toContain('nonce=""');
  });

  test("StackOne is asked at its origin, whatever path its address has", async () => {
    const hub = { baseUrl: "https://api.eu.example/stackone", appUrl: "https://app.eu.example" };
    const { headers } = await createTestApp({ hub }).ask("GET", "/connect-here/one");
    expect(headers.get("content-security-policy")).toContain(
      "connect-src 'self' https://api.eu.example;",
    );
  });

  test("other pages may neither reach StackOne nor keep a window that they open", async () => {
    const { headers } = await createTestApp().ask("GET", "/connect-sessions/one");
    expect(headers.get("content-security-policy")).toContain("connect-src 'self';");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  });

  test("one that was not built says so", async () => {
    const answer = await createTestApp({ pageDirectory: "/nowhere" }).ask("GET", "/connect-here/x");
    expect([answer.status, answer.body]).toEqual([503, expect.stringContaining("not built")]);
  });
});

describe("POST /api/connect-sessions/:id/connect-here", () => {
  async function withLink() {
    const app = createTestApp();
    const made = "one";
    const expiresAt = app.clock.now() + 60_000;
    const row = makeRow({ id: made, progress: "waiting", linkHeld: true, expiresAt });
    await app.store.connectSessions.insert(row);
    const secrets = { authLink: "https://app.example", token: "marker-of-the-token" };
    await app.store.connectSessions.keepSecrets(made, secrets);
    return { ...app, made };
  }
  const path = (id: string) => `/api/connect-sessions/${id}/connect-here`;

  test("hands out the token with the addresses, not to be kept by anybody", async () => {
    const { ask, made } = await withLink();
    const { status, headers, body } = await ask("POST", path(made));
    expect([status, body]).toEqual([
      200,
      {
        token: "marker-of-the-token",
        baseUrl: "http://127.0.0.1:4401",
        appUrl: "http://127.0.0.1:4401",
      },
    ]);
    expect(headers.get("cache-control")).toBe("no-store");
    const page = await ask("GET", `/connect-here/${made}`);
    expect(page.body).not.toContain("marker-of-the-token");
    const audit = await ask("GET", `/api/audit?target=${made}`);
    expect(audit.body.items[0]).toMatchObject({
      action: "connect_session.connect_here",
      outcome: "done",
    });
    expect(JSON.stringify(audit.body)).not.toContain("marker-of-the-token");
  });

  test("by POST only, of JSON without a field", async () => {
    const { ask, made } = await withLink();
    expect((await ask("GET", path(made))).status).toBe(404);
    expect((await ask("POST", path(made), { token: "mine" })).status).toBe(400);
    const form = await ask("POST", path(made), "a=b", { "content-type": "text/plain" });
    expect(form.status).toBe(415);
    const elsewhere = await ask("POST", path(made), {}, { "sec-fetch-site": "cross-site" });
    expect(elsewhere.status).toBe(403);
  });

  test("404 for what is not there, 409 after the wipe", async () => {
    const { ask, store, made } = await withLink();
    expect((await ask("POST", path("nothing"))).body.error.code).toBe("not_found");
    await store.connectSessions.wipeSecrets(made);
    const { status, body } = await ask("POST", path(made));
    expect([status, body.error.code, body.error.connectSessionId]).toEqual([409, "conflict", made]);
    expect(body.error.hint).toContain("Re-issue");
  });
});
