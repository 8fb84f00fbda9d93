import { describe, expect, test } from "vitest";
import { createOidcSignIn } from "../../auth/oidc.ts";
import {
  type Presence,
  ProviderUnavailable,
  type SignIn,
  type SignInFlow,
} from "../../auth/sign-in.ts";
import { Secret } from "../../domain/ports/secret.ts";
import { routePermissions } from "../middleware/route-permissions.ts";
import { cookie, fakeSignIn, nobody, signedIn, spent, una } from "../testing/fake-sign-in.ts";
import { createTestApp } from "../testing/test-app.ts";

describe("the way in", () => {
  test("a page leads to sign in without losing its address; the interface says 401", async () => {
    const { ask } = createTestApp({ signIn: fakeSignIn(nobody) });
    for (const path of [
      "/",
      "/connect-sessions?tab=over&q=a%26b",
      "/connect-here/one",
      "/nowhere",
    ]) {
      const { status, headers } = await ask("GET", path);
      expect([status, headers.get("location")]).toEqual([
        302,
        `/auth/sign-in?to=${encodeURIComponent(path)}`,
      ]);
    }
    expect((await ask("GET", "/api/me")).status).toBe(401);
    expect((await ask("GET", "/assets/index-abc.js")).status).toBe(200);
  });

  test("begins at the provider, with a cookie that no script reads", async () => {
    const { ask } = createTestApp({ signIn: fakeSignIn(nobody) });
    const { status, headers } = await ask("GET", "/auth/sign-in?to=/owners");
    expect([status, headers.get("location")]).toEqual([302, "https://idp.example/auth"]);
    expect(headers.getSetCookie()).toEqual([
      "attempt=sealed; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax",
    ]);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("with https cookies are Secure and bound to this host", async () => {
    const clock = { now: () => 0 };
    const signIn = createOidcSignIn({
      issuer: new URL("https://idp.example"),
      clientId: "console",
      clientSecret: new Secret("secret"),
      roles: { claim: "groups", map: [] },
      publicUrl: new URL("https://console.example"),
      secretKeys: [new Uint8Array(32)],
      clock,
      signIns: {
        isEnded: async () => false,
        keepIdToken: async () => {},
        idTokenOf: async () => undefined,
      },
    });
    const { ask } = createTestApp({ signIn, publicUrl: new URL("https://console.example") });
    const { headers } = await ask("POST", "/auth/sign-out", undefined, { host: "console.example" });
    expect(headers.getSetCookie()).toEqual([
      "__Host-connect-console-sign-in=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax",
    ]);
  });

  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/api/me",
    "javascript:alert(1)",
  ])("leads not to %s", async (to) => {
    const { ask } = createTestApp({ signIn: fakeSignIn(nobody) });
    const { status, headers, body } = await ask(
      "GET",
      `/auth/sign-in?to=${encodeURIComponent(to)}`,
    );
    expect([status, headers.get("location")]).toEqual([400, null]);
    expect(body).not.toContain("evil");
  });

  test("who came back is let in, and it is written down", async () => {
    const { ask, store } = createTestApp({ signIn: fakeSignIn(nobody) });
    const { status, headers } = await ask("GET", "/auth/callback?code=planted&state=planted");
    expect([status, headers.get("location")]).toEqual([302, "/owners"]);
    expect(headers.getSetCookie().map((each) => each.split(";")[0])).toEqual([
      "attempt=",
      "sign-in=sealed",
    ]);
    expect(store.stored.audit()).toMatchObject([
      { action: "sign_in", actor: { id: "una" }, target: { kind: "staff", id: "una" }, fields: [] },
    ]);
    expect(JSON.stringify(store.stored.audit())).not.toContain("planted");
  });

  test("nobody is let in where that cannot be written down", async () => {
    const { ask, store } = createTestApp({ signIn: fakeSignIn(nobody) });
    const append = () => Promise.reject(new Error("disk I/O error"));
    const { transaction } = store;
    store.transaction = (work) =>
      transaction((tx) => work({ ...tx, audit: { ...tx.audit, append } }));
    const { status, headers } = await ask("GET", "/auth/callback?code=a");
    expect([status, headers.getSetCookie().some((each) => each.startsWith("sign-in="))]).toEqual([
      500,
      false,
    ]);
  });

  test.each([
    ["code_refused", 400, "This sign-in could not be trusted"],
    ["token_refused", 400, "This sign-in could not be trusted"],
    ["provider_refused", 403, "The sign-in provider said no"],
    ["provider_busy", 503, "The identity provider is busy"],
    ["client_refused", 503, "The identity provider refuses the console"],
    ["wrong_issuer", 503, "The console is set up for another identity provider"],
    ["no_role", 403, "You have no role here"],
    ["groups_missing", 403, "Your groups didn’t arrive"],
    ["email_unverified", 403, "Your email address isn’t verified"],
    ["provider_unavailable", 503, "Sign-in does not work now"],
  ] as const)(
    "%s is a page with a name, a line in the log, and in the audit",
    async (why, status, title) => {
      const to = "/owners?q=<script>";
      const detail = {
        providerCode: "a_code",
        networkCode: "ECONNRESET",
        foundIssuer: "https://x",
      };
      const finish = async () => ({ result: "refused", why, person: null, to, detail }) as const;
      const { ask, store, logged } = createTestApp({ signIn: fakeSignIn(nobody, { finish }) });
      const answer = await ask("GET", "/auth/callback");
      expect([answer.status, answer.body]).toEqual([
        status,
        expect.stringContaining(`<h1>${title}</h1>`),
      ]);
      expect(answer.body).not.toContain("<script");
      expect(answer.body).toContain('href="/auth/sign-in?to=%2Fowners%3Fq%3D%3Cscript%3E"');
      expect(answer.headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
      expect(store.stored.audit()).toMatchObject([
        { action: "sign_in.refused", outcome: "refused", actor: { id: "visitor" }, fields: [why] },
      ]);
      const requestId = answer.headers.get("x-request-id");
      expect(answer.body).toContain(requestId);
      const lines = logged.filter(({ message }) => message === "a sign-in was refused");
      expect(lines).toMatchObject([{ fields: { why, requestId, ...detail } }]);
    },
  );

  test("F1: who is signed in is led to the console from an old answer", async () => {
    for (const why of ["no_attempt", "wrong_state", "code_refused"] as const) {
      const finish = async () => ({ result: "refused", why, person: null, to: "/" }) as const;
      const { ask, store } = createTestApp({ signIn: fakeSignIn(signedIn, { finish }) });
      const { status, headers } = await ask("GET", "/auth/callback?state=x&code=y");
      expect([status, headers.get("location"), headers.getSetCookie()]).toEqual([302, "/", []]);
      expect(store.stored.audit()).toEqual([]);
    }
  });

  test("a provider that is away is said at once", async () => {
    const begin = async () => {
      throw new ProviderUnavailable("away", { cause: new TypeError("fetch failed") });
    };
    const { ask, logged } = createTestApp({ signIn: fakeSignIn(nobody, { begin }) });
    const answer = await ask("GET", "/auth/sign-in");
    expect([answer.status, answer.body]).toEqual([
      503,
      expect.stringContaining("Sign-in does not work now"),
    ]);
    expect(logged.some(({ level }) => level === "error")).toBe(true);
  });

  test("local sign-in needs no way in; whom it does not take, it tells why", async () => {
    const { ask } = createTestApp();
    const back = await ask("GET", "/auth/sign-in?to=/owners");
    expect([back.status, back.headers.get("location")]).toEqual([302, "/owners"]);
    for (const path of ["/", "/auth/sign-in"]) {
      const forwarded = await ask("GET", path, undefined, { "x-forwarded-for": "10.0.0.1" });
      expect([forwarded.status, forwarded.body]).toEqual([
        401,
        expect.stringContaining("takes no forwarded requests"),
      ]);
    }
    expect((await ask("GET", "/auth/callback")).status).toBe(404);
  });

  test("tries are counted by address, answers of an attempt apart from them", async () => {
    const finish: SignInFlow["finish"] = async (_, __, onAttempt) => {
      onAttempt?.();
      return { result: "signed_in", staff: una, to: "/", begin: async () => cookie, spent };
    };
    const { ask } = createTestApp({ signIn: fakeSignIn(nobody, { finish }) });
    for (let index = 0; index < 300; index += 1) await ask("GET", "/auth/sign-in");
    expect((await ask("GET", "/auth/sign-in")).status).toBe(429);
    for (let index = 0; index < 300; index += 1)
      expect((await ask("GET", "/auth/callback")).status).toBe(302);
    expect((await ask("GET", "/auth/callback")).status).toBe(429);
  });

  test("requests of nobody are counted by address, and do not hinder who is signed in", async () => {
    let presence: Presence = nobody;
    const limits = { requestsPerMinute: 2, creationsPerMinute: 1 };
    const signIn: SignIn = { kind: "oidc", presenceOf: async () => presence };
    const { ask } = createTestApp({ signIn, limits });
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await ask("GET", "/api/me")).status);
    expect(statuses).toEqual([401, 401, 429]);
    presence = signedIn;
    expect((await ask("GET", "/api/me")).status).toBe(200);
  });
});

describe("while signed in", () => {
  test("A7: a press renews the cookie; what the page asks by itself does not, whatever it asks", async () => {
    const renew = async () => ({ ...cookie, value: "renewed" });
    const { ask } = createTestApp({ signIn: fakeSignIn({ ...signedIn, renew }) });
    const gets = Object.keys(routePermissions)
      .filter((route) => route.startsWith("GET /api/"))
      .map((route) => route.slice(4).replace(/:\w+/, "nobody"));
    expect(gets).toContain("/api/live");
    const posts = ["/api/connect-sessions/preview", "/api/find", "/api/notifications/read"];
    const renewedBy = async (headers: Record<string, string>): Promise<string[]> => {
      const renewed = [];
      for (const [method, paths] of [
        ["GET", gets.filter((path) => path !== "/api/live")],
        ["POST", posts],
      ] as const)
        for (const path of paths)
          if ((await ask(method, path, undefined, headers)).headers.getSetCookie().length > 0)
            renewed.push(path);
      const live = await ask("HEAD", "/api/live", undefined, headers);
      if (live.headers.getSetCookie().length > 0) renewed.push("/api/live");
      return renewed;
    };
    expect(await renewedBy({})).toEqual([]);
    for (const value of ["0", "", "true", "2"])
      expect(await renewedBy({ "x-after-press": value })).toEqual([]);
    const all = await renewedBy({ "x-after-press": "1" });
    expect(all.toSorted()).toEqual([...gets, ...posts].toSorted());
    const { headers } = await ask("GET", "/api/me", undefined, { "x-after-press": "1" });
    expect(headers.getSetCookie()).toEqual([
      "sign-in=renewed; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax",
    ]);
  });

  test.each(["no_role", "unavailable"] as const)("%s is let in nowhere", async (state) => {
    const presence: Presence =
      state === "no_role"
        ? { state, person: { id: "nils", name: "Nils" }, isNew: false }
        : { state, hint: "Later." };
    const { ask } = createTestApp({ signIn: fakeSignIn(presence) });
    const statuses = [(await ask("GET", "/api/me")).status, (await ask("GET", "/")).status];
    expect(statuses).toEqual(state === "no_role" ? [403, 403] : [401, 503]);
  });
});

describe("the way out", () => {
  test("ends this sign-in for good, tells the provider's address, and is written down", async () => {
    const endUrl = async () => new URL("https://idp.example/end?client_id=console");
    const { ask, store } = createTestApp({ signIn: fakeSignIn(signedIn, { endUrl }) });
    const { status, body, headers } = await ask("POST", "/auth/sign-out");
    expect([status, body]).toEqual([200, { to: "https://idp.example/end?client_id=console" }]);
    expect(headers.getSetCookie()[0]).toMatch(/^sign-in=; Max-Age=0/);
    expect(await store.signIns.isEnded("one")).toBe(true);
    expect(store.stored.audit()).toMatchObject([{ action: "sign_out", actor: { id: "una" } }]);
  });

  test("who is out already is out", async () => {
    const { ask, store } = createTestApp({ signIn: fakeSignIn(nobody) });
    expect((await ask("POST", "/auth/sign-out")).body).toEqual({ to: "/auth/signed-out" });
    expect(store.stored.audit()).toEqual([]);
  });

  test("no other site signs anybody out", async () => {
    const { ask, store } = createTestApp({ signIn: fakeSignIn(signedIn) });
    for (const headers of [
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
      { "content-type": "application/x-www-form-urlencoded" },
    ])
      expect((await ask("POST", "/auth/sign-out", {}, headers)).status).toBeGreaterThan(400);
    expect((await ask("GET", "/auth/sign-out")).status).toBe(404);
    expect(store.stored.audit()).toEqual([]);
  });
});
