import { pagePaths } from "@connect-console/shared/page-paths";
import { describe, expect, test } from "vitest";
import { createTestApp } from "../testing/test-app.ts";

describe("the built page", () => {
  test.each([
    ...pagePaths.map((path) => path.replace(/\$\w+/, "one")),
    "/owners/acme.example",
    "/owners/acme%2Fnorth",
    "/accounts/",
    "/settings/",
  ])("F17: %s is a page of its own, with a fresh nonce", async (path) => {
    const { ask } = createTestApp();
    const [one, other] = [await ask("GET", path), await ask("GET", path)];
    expect([one.status, one.headers.get("cache-control")]).toEqual([200, "no-cache"]);
    const nonce = /<meta property="csp-nonce" nonce="([^"]+)"/.exec(one.body)?.[1] ?? "none";
    expect(one.headers.get("content-security-policy")).toContain(
      `style-src 'self' 'nonce-${nonce}'`,
    );
    expect(other.body).not.toContain(nonce);
  });

  test("another name of this machine leads to the one that is set, for pages only", async () => {
    const { ask } = createTestApp();
    const page = await ask("GET", "/?ownerId=acme", undefined, { host: "localhost:4400" });
    expect([page.status, page.headers.get("location")]).toEqual([
      307,
      "http://127.0.0.1:4400/?ownerId=acme",
    ]);
    const elsewhere = await ask("GET", "/", undefined, { host: "evil.example:4400" });
    expect(elsewhere.status).toBe(403);
  });

  test("no script but our files and what was built in, by hash", async () => {
    const policy = (await createTestApp().ask("GET", "/")).headers.get("content-security-policy");
    expect(policy).toMatch(/script-src 'self' 'sha256-[^']+'; /);
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test.each([
    ["br, gzip", "br", "brotli"],
    ["gzip", "gzip", "gzip"],
    ["identity", null, "plain"],
  ])("a hashed file for a browser that takes %s", async (accepted, encoding, body) => {
    const answer = await createTestApp().ask("GET", "/assets/index-abc.js", undefined, {
      "accept-encoding": accepted,
    });
    expect([answer.status, answer.headers.get("content-encoding"), answer.body]).toEqual([
      200,
      encoding,
      body,
    ]);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("content-type")).toContain("javascript");
  });

  test.each([
    "/assets/gone-1.js",
    "/.built",
    "/assets/../.built",
    "/assets/%2e%2e/.built",
    "/nowhere",
    "/settings/nowhere",
    "/connect-sessions/one/nowhere",
    "/auditing",
  ])("%s is not there", async (path) => {
    const answer = await createTestApp().ask("GET", path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get("cache-control") ?? "no-cache").toBe("no-cache");
  });

  test("a page that was not built says so", async () => {
    const answer = await createTestApp({ pageDirectory: "/nowhere" }).ask("GET", "/");
    expect([answer.status, answer.body]).toEqual([503, expect.stringContaining("not built")]);
  });
});
