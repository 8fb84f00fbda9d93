import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { Staff } from "../running/staff.ts";

const header = "cf-access-jwt-assertion";
const issuer = "https://team.example.com";
const audience = "the-console";
const inAnHour = (): number => Math.floor(Date.now() / 1000) + 3600;

let running: RunningConsole;
let jwks: Server;
let keysAreAway = false;
let proxyKey: CryptoKey;
let otherKey: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair("RS256", { extractable: true });
  proxyKey = pair.privateKey;
  otherKey = (await generateKeyPair("RS256")).privateKey;
  const key = { ...(await exportJWK(pair.publicKey)), kid: "one", use: "sig" };
  jwks = createServer((_, response) => {
    if (keysAreAway) response.statusCode = 503;
    response.setHeader("content-type", "application/json").end(JSON.stringify({ keys: [key] }));
  }).listen(0, "127.0.0.1");
  await once(jwks, "listening");
  const address = jwks.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  running = await startRunningConsole({
    SIGN_IN: "proxy",
    PROXY_JWT_HEADER: header,
    PROXY_JWT_JWKS_URL: `http://127.0.0.1:${address.port}/keys`,
    PROXY_JWT_ISSUER: issuer,
    PROXY_JWT_AUDIENCE: audience,
    OIDC_ROLES_CLAIM: "custom.groups",
    ROLE_MAP: "admins=admin,viewers=viewer",
  });
});
afterAll(async () => {
  await running.stop();
  jwks.close();
});

interface Change {
  issuer?: string;
  audience?: string;
  key?: CryptoKey | Uint8Array;
  alg?: string;
  expires?: number;
  notBefore?: number;
  claims?: Record<string, unknown>;
  kid?: string;
}

const una = { sub: "una", name: "Una", email: "una@example.com", custom: { groups: ["admins"] } };

/** A token as the proxy makes it, with one thing changed. */
function token(change: Change = {}): Promise<string> {
  const jwt = new SignJWT(change.claims ?? una)
    .setProtectedHeader({ alg: change.alg ?? "RS256", kid: change.kid ?? "one" })
    .setIssuer(change.issuer ?? issuer)
    .setAudience(change.audience ?? audience)
    .setExpirationTime(change.expires ?? inAnHour());
  if (change.notBefore !== undefined) jwt.setNotBefore(change.notBefore);
  return jwt.sign(change.key ?? proxyKey);
}

/** The same without a signature. */
function unsigned(): string {
  return new UnsecuredJWT(una)
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime(inAnHour())
    .encode();
}

const staffWith = (value: string | undefined, name = header): Staff =>
  new Staff(running.url, value === undefined ? {} : { [name]: value });

test("a person with a good token is who it says, and the audit says so once", async () => {
  const staff = staffWith(await token());
  for (const path of ["/", "/connect-sessions"])
    expect((await fetch(running.url + path, { headers: { [header]: await token() } })).status).toBe(
      200,
    );
  const me = await staff.ask<{ staff: unknown; signIn: string }>("GET", "/api/me");
  expect(me.body).toMatchObject({
    staff: { id: "una", name: "Una", email: "una@example.com", role: "admin" },
    signIn: "proxy",
  });
  expect(await staff.audit("?action=sign_in")).toMatchObject([{ actor: { id: "una" } }]);
});

const wrong: [string, () => Promise<string | undefined>][] = [
  ["is missing", async () => undefined],
  ["is a name in plain text", async () => "una@example.com"],
  ["is of another issuer", () => token({ issuer: "https://evil.example.com" })],
  ["is for another audience", () => token({ audience: "another-app" })],
  ["is signed with another key", () => token({ key: otherKey })],
  ["is signed with a key that nobody knows", () => token({ key: otherKey, kid: "two" })],
  ["is not signed: algorithm none", async () => unsigned()],
  ["is signed with a shared secret", () => token({ alg: "HS256", key: new Uint8Array(32) })],
  ["has expired", () => token({ expires: inAnHour() - 3660 })],
  ["is not valid yet", () => token({ notBefore: inAnHour() })],
  ["says not whose it is", () => token({ claims: { custom: una.custom } })],
  ["comes twice", async () => `${await token()}, ${await token()}`],
  [
    "was changed",
    async () =>
      (await token()).replace(
        /^([^.]+)\.[^.]+/,
        `$1.${btoa(JSON.stringify({ ...una, sub: "vera", iss: issuer, aud: audience, exp: inAnHour() })).replace(/=+$/, "")}`,
      ),
  ],
];

test.each(wrong)("nobody is let in whose token %s", async (_, make) => {
  const value = await make();
  const answer = await staffWith(value).ask<{ error: { code: string; hint: string } }>(
    "GET",
    "/api/me",
  );
  expect([answer.status, answer.body.error.code]).toEqual([401, "not_signed_in"]);
  expect(answer.body.error.hint).not.toBe("");
  const created = await staffWith(value).create({ ownerId: "acme", provider: "hubspot" });
  expect([created.status, await running.creations()]).toEqual([401, 0]);
  const page = await fetch(`${running.url}/`, {
    headers: value === undefined ? {} : { [header]: value },
  });
  expect([page.status, await page.text()]).toEqual([
    401,
    expect.stringContaining("You are not signed in"),
  ]);
});

test.each([
  "x-forwarded-user",
  "x-forwarded-email",
  "cf-access-authenticated-user-email",
  "authorization",
])("%s beside or instead of the token says nothing", async (name) => {
  const value = name === "authorization" ? `Bearer ${await token()}` : "una@example.com";
  expect((await staffWith(value, name).ask("GET", "/api/me")).status).toBe(401);
});

test("a person without a role is told so, is let in nowhere, and the audit says so once", async () => {
  const nils = await token({
    claims: { sub: "nils", name: "Nils", custom: { groups: ["staff"] } },
  });
  const answer = await staffWith(nils).ask<{ error: { code: string } }>("GET", "/api/owners");
  expect([answer.status, answer.body.error.code]).toEqual([403, "not_allowed"]);
  const page = await fetch(`${running.url}/connect-sessions`, { headers: { [header]: nils } });
  expect([page.status, await page.text()]).toEqual([
    403,
    expect.stringContaining("You have no role here"),
  ]);
  expect(await staffWith(await token()).audit("?action=sign_in.refused")).toMatchObject([
    { actor: { id: "nils", name: "Nils" }, outcome: "refused", fields: ["no_role"] },
  ]);
});

test("a role counts as each token says it", async () => {
  const role = async (group: string) => {
    const staff = staffWith(await token({ claims: { ...una, custom: { groups: [group] } } }));
    return (await staff.ask<{ staff: { role: string } }>("GET", "/api/me")).body.staff.role;
  };
  expect([await role("admins"), await role("viewers"), await role("admins")]).toEqual([
    "admin",
    "viewer",
    "admin",
  ]);
});

test("keys that cannot be read let nobody in, which is said; and it works again by itself", async () => {
  keysAreAway = true;
  await running.restart();
  const good = await token();
  const answer = await staffWith(good).ask<{ error: { message: string } }>("GET", "/api/me");
  expect([answer.status, answer.body.error.message]).toEqual([
    401,
    "Your sign-in cannot be checked now.",
  ]);
  const page = await fetch(`${running.url}/`, { headers: { [header]: good } });
  expect([page.status, await page.text()]).toEqual([
    503,
    expect.stringContaining("Sign-in does not work now"),
  ]);
  keysAreAway = false;
  expect((await staffWith(good).ask("GET", "/api/me")).status).toBe(200);
});

test("signing out is the proxy's, and /auth/sign-in leads back to the page", async () => {
  const good = await token();
  expect((await staffWith(good).ask("POST", "/auth/sign-out")).status).toBe(403);
  const back = await fetch(`${running.url}/auth/sign-in?to=/owners`, {
    headers: { [header]: good },
    redirect: "manual",
  });
  expect([back.status, back.headers.get("location")]).toEqual([302, "/owners"]);
});
