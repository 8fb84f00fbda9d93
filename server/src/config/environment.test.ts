import { describe, expect, test } from "vitest";
import { EnvironmentError, readEnvironment } from "./environment.ts";

function problemsOf(variables: Record<string, string>): string[] {
  try {
    readEnvironment({ ...variables });
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

describe("readEnvironment", () => {
  test("nothing set is the simulator on this machine", () => {
    expect(readEnvironment({})).toMatchObject({
      upstream: { kind: "simulator", port: 4401 },
      follow: "attempts",
      hubAppUrl: null,
      requestsPerMinute: 120,
      host: "127.0.0.1",
      port: 4400,
      publicUrl: null,
      dataDir: "./data",
      limits: { requestsPerMinute: 600, creationsPerMinute: 120 },
      webhookSecrets: [],
      notifyWebhook: null,
    });
  });

  test("an empty variable is one that is not set", () => {
    expect(
      readEnvironment({ STACKONE_API_KEY: " ", PORT: "", DATABASE_URL: "" }).upstream.kind,
    ).toBe("simulator");
  });

  test("every problem is told at once", () => {
    const problems = problemsOf({
      PORT: "seventy",
      STACKONE_FOLLOW: "both",
      SIGN_IN: "saml",
      DATABASE_URL: "postgres://db",
      SECRET_KEY: "short",
      PUBLIC_URL: "http://console.example",
      STACKONE_BASE_URL: "https://api.stackone.com",
    });
    for (const name of [
      "PORT",
      "STACKONE_FOLLOW",
      "SIGN_IN",
      "DATABASE_URL",
      "SECRET_KEY",
      "PUBLIC_URL",
      "STACKONE_BASE_URL",
    ])
      expect(
        problems.filter((problem) => problem.startsWith(`${name} `)),
        name,
      ).toHaveLength(1);
  });

  test.each([
    [
      "no key in production",
      { NODE_ENV: "production" },
      ["STACKONE_API_KEY", "SIGN_IN", "SECRET_KEY"],
    ],
    ["no key on a network", { HOST: "0.0.0.0" }, ["STACKONE_API_KEY", "SIGN_IN", "PUBLIC_URL"]],
    [
      "an address without a key",
      { STACKONE_BASE_URL: "https://api.eu.stackone.com" },
      ["STACKONE_BASE_URL"],
    ],
    [
      "B21: StackOne's address without https",
      { STACKONE_API_KEY: "v1.key", STACKONE_BASE_URL: "http://192.0.2.10" },
      ["STACKONE_BASE_URL"],
    ],
    [
      "B21: StackOne's name without https",
      { STACKONE_API_KEY: "v1.key", STACKONE_BASE_URL: "http://api.stackone.com:80/" },
      ["STACKONE_BASE_URL"],
    ],
    [
      "B21: a name that only begins like loopback",
      { STACKONE_API_KEY: "v1.key", STACKONE_BASE_URL: "http://localhost.example" },
      ["STACKONE_BASE_URL"],
    ],
    ["a public address without https", { PUBLIC_URL: "http://10.0.0.7" }, ["PUBLIC_URL"]],
    [
      "an address for the Hub without https",
      { STACKONE_HUB_APP_URL: "http://app.example" },
      ["STACKONE_HUB_APP_URL"],
    ],
    [
      "an incoming webhook without https",
      { NOTIFY_WEBHOOK_URL: "http://hooks.example/services/x" },
      ["NOTIFY_WEBHOOK_URL"],
    ],
    [
      "an incoming webhook with a password",
      { NOTIFY_WEBHOOK_URL: "https://me:word@hooks.example/x" },
      ["NOTIFY_WEBHOOK_URL"],
    ],
    ["an incoming webhook that is none", { NOTIFY_WEBHOOK_URL: "x" }, ["NOTIFY_WEBHOOK_URL"]],
    ["a public address with a path", { PUBLIC_URL: "https://example.com/console" }, ["PUBLIC_URL"]],
    ["a port that is none", { PORT: "65536" }, ["PORT"]],
    [
      "a budget of nothing",
      { STACKONE_REQUESTS_PER_MINUTE: "0" },
      ["STACKONE_REQUESTS_PER_MINUTE"],
    ],
    ["PostgreSQL", { DATABASE_URL: "postgres://db" }, ["DATABASE_URL"]],
    ["another sign-in", { SIGN_IN: "saml" }, ["SIGN_IN"]],
  ])("%s is refused", (_, variables, names) => {
    expect(problemsOf(variables).map((problem) => problem.split(" ")[0])).toEqual(names);
  });

  test.each([
    "http://127.0.0.1:4400",
    "http://localhost:5000",
    "http://[::1]:5000",
    "https://console.example",
  ])("%s may be the public address", (url) => {
    expect(readEnvironment({ PUBLIC_URL: url }).publicUrl?.origin).toBe(url);
  });

  test.each(["https://api.eu.example", "http://127.0.0.1:9", "http://[::1]:9", "http://localhost"])(
    "B21: %s may be StackOne's address",
    (STACKONE_BASE_URL) => {
      const { upstream } = readEnvironment({ STACKONE_API_KEY: "v1.key", STACKONE_BASE_URL });
      expect(upstream).toMatchObject({ kind: "live", baseUrl: STACKONE_BASE_URL });
    },
  );

  test.each(["https://app.eu.example/", "http://127.0.0.1:4401"])(
    "%s may be the Hub's address",
    (url) => {
      const { hubAppUrl } = readEnvironment({ STACKONE_HUB_APP_URL: url });
      expect(hubAppUrl).toBe(url.replace(/\/$/, ""));
    },
  );

  test("the key is taken out of the environment and prints as [redacted]", () => {
    const variables: Record<string, string | undefined> = {
      STACKONE_API_KEY: "v1.planted-marker",
      PATH: "/bin",
    };
    const environment = readEnvironment(variables);
    expect(variables).toEqual({ PATH: "/bin" });
    expect(JSON.stringify(environment)).not.toContain("planted-marker");
    expect(environment.upstream.kind === "live" && environment.upstream.apiKey.reveal()).toBe(
      "v1.planted-marker",
    );
  });

  test("no message shows a secret", () => {
    const problems = problemsOf({
      STACKONE_API_KEY: "planted-marker",
      SECRET_KEY: "planted-marker",
      PORT: "x",
    });
    expect(problems.join()).not.toContain("planted-marker");
  });

  test("the incoming webhook's address is a secret: taken out, and never shown", () => {
    const address = "https://hooks.example/services/planted";
    const variables = { NOTIFY_WEBHOOK_URL: address };
    const { notifyWebhook } = readEnvironment(variables);
    expect([notifyWebhook?.reveal(), variables]).toEqual([address, {}]);
    expect(JSON.stringify(notifyWebhook)).not.toContain("planted");
    const wrong = { NOTIFY_WEBHOOK_URL: address.replace("https", "http") };
    expect(problemsOf(wrong).join()).not.toContain("planted");
  });

  test("webhook secrets are several, taken out and never shown", () => {
    const variables = { STACKONE_WEBHOOK_SECRETS: "planted-one, planted-two" };
    const { webhookSecrets } = readEnvironment(variables);
    expect(webhookSecrets.map((secret) => secret.reveal())).toEqual(["planted-one", "planted-two"]);
    expect(variables).toEqual({});
    expect(JSON.stringify(webhookSecrets)).not.toContain("planted");
    const escaped = { STACKONE_WEBHOOK_SECRETS: String.raw`one\,half, back\slash` };
    expect(readEnvironment(escaped).webhookSecrets.map((secret) => secret.reveal())).toEqual([
      "one,half",
      "back\\slash",
    ]);
    const [problem] = problemsOf({ STACKONE_WEBHOOK_SECRETS: "planted-marker,," });
    expect(problem).toContain("STACKONE_WEBHOOK_SECRETS must be secrets");
    expect(problem).not.toContain("planted");
  });
});

const roles = { OIDC_ROLES_CLAIM: "groups", ROLE_MAP: "cn=a,ou=b=admin" };
const oidc = {
  SIGN_IN: "oidc",
  OIDC_ISSUER: "https://idp.example/tenant",
  OIDC_CLIENT_ID: "console",
  OIDC_CLIENT_SECRET: "planted-secret",
  OIDC_ROLES_CLAIM: "groups",
  ROLE_MAP: "cn=admins=admin, viewers=viewer",
};
const proxy = {
  SIGN_IN: "proxy",
  PROXY_JWT_HEADER: "cf-access-jwt-assertion",
  PROXY_JWT_JWKS_URL: "https://team.example/keys",
  PROXY_JWT_ISSUER: "https://team.example",
  PROXY_JWT_AUDIENCE: "console",
  OIDC_ROLES_CLAIM: "custom.groups",
  ROLE_MAP: "admins=admin",
};

describe("sign-in", () => {
  test("OpenID Connect is read whole, its secret taken out and never shown", () => {
    const variables: Record<string, string | undefined> = { ...oidc };
    const { signIn } = readEnvironment(variables);
    expect(signIn).toMatchObject({
      kind: "oidc",
      clientId: "console",
      roles: {
        claim: "groups",
        map: [
          ["cn=admins", "admin"],
          ["viewers", "viewer"],
        ],
      },
    });
    expect(variables.OIDC_CLIENT_SECRET).toBeUndefined();
    expect(JSON.stringify(signIn)).not.toContain("planted-secret");
    expect(signIn.kind === "oidc" && signIn.issuer.href).toBe("https://idp.example/tenant");
  });

  test.each([
    [String.raw`cn=admins\,ou=groups\,dc=example=admin`, "cn=admins,ou=groups,dc=example"],
    [String.raw`cn\=admins\,ou\=groups = admin`, "cn=admins,ou=groups"],
    [String.raw`CORP\console admins=admin`, "CORP\\console admins"],
    [String.raw`cn=Doe\\\, Jo\,ou = x=admin`, String.raw`cn=Doe\, Jo,ou = x`],
    ["boss@example.com=admin", "boss@example.com"],
  ])("F7: ROLE_MAP takes %s", (map, group) => {
    const { signIn } = readEnvironment({ ...oidc, ROLE_MAP: `${map}, viewers=viewer` });
    expect(signIn).toMatchObject({
      roles: {
        map: [
          [group, "admin"],
          ["viewers", "viewer"],
        ],
      },
    });
  });

  test("B14, B22: a proxy's addresses are trusted, and its hops counted, only where that is set", () => {
    expect(readEnvironment({ ...proxy })).toMatchObject({
      signIn: { roles: { trustsEmail: false } },
      trustedHops: 0,
    });
    const set = { ...proxy, PROXY_EMAIL_VERIFIED: "true", TRUSTED_HOPS: "2" };
    expect(readEnvironment(set)).toMatchObject({
      signIn: { roles: { trustsEmail: true } },
      trustedHops: 2,
    });
    for (const TRUSTED_HOPS of ["-1", "1.5", "11", "proxy"])
      expect(problemsOf({ ...proxy, TRUSTED_HOPS })[0]).toMatch(/^TRUSTED_HOPS must be/);
  });

  test("a proxy is read whole", () => {
    expect(readEnvironment({ ...proxy }).signIn).toMatchObject({
      kind: "proxy",
      header: "cf-access-jwt-assertion",
      issuer: "https://team.example",
      audience: "console",
    });
  });

  test.each([
    ["oidc", Object.keys(oidc)],
    ["proxy", Object.keys(proxy)],
  ])("%s without its settings names each that is missing", (way, names) => {
    const missing = problemsOf({ SIGN_IN: way }).map((problem) => problem.split(" ")[0]);
    expect(missing).toEqual(names.filter((name) => name !== "SIGN_IN"));
  });

  test.each([
    ["an issuer in the open", { ...oidc, OIDC_ISSUER: "http://idp.example" }, "OIDC_ISSUER"],
    ["an issuer that is none", { ...oidc, OIDC_ISSUER: "idp" }, "OIDC_ISSUER"],
    [
      "keys in the open",
      { ...proxy, PROXY_JWT_JWKS_URL: "http://team.example/keys" },
      "PROXY_JWT_JWKS_URL",
    ],
    ["a header that is none", { ...proxy, PROXY_JWT_HEADER: "a header" }, "PROXY_JWT_HEADER"],
    ["a role that is none", { ...oidc, ROLE_MAP: "admins=root" }, "ROLE_MAP"],
    ["a group that is none", { ...oidc, ROLE_MAP: "=admin" }, "ROLE_MAP"],
    ["a map that ends early", { ...oidc, ROLE_MAP: "admins=admin," }, "ROLE_MAP"],
    ["a comma in a group", { ...oidc, ...roles }, "ROLE_MAP"],
    [
      "no public address on a network",
      { ...oidc, STACKONE_API_KEY: "key", HOST: "0.0.0.0" },
      "PUBLIC_URL",
    ],
  ])("%s is refused", (_, variables, name) => {
    expect(problemsOf(variables).map((problem) => problem.split(" ")[0])).toEqual([name]);
  });
});
