import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProxySignIn } from "./proxy.ts";
import type { Roles } from "./roles.ts";
import type { Asked, Presence } from "./sign-in.ts";

const header = "x-proxy-token";
const issuer = "https://team.example.com";
const audience = "console";
let keys: Server;
let jwksUrl: URL;
let privateKey: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair("RS256", { extractable: true });
  ({ privateKey } = pair);
  const body = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), use: "sig" }] });
  keys = createServer((_, response) => {
    response.setHeader("content-type", "application/json").end(body);
  }).listen(0, "127.0.0.1");
  await once(keys, "listening");
  const address = keys.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  jwksUrl = new URL(`http://127.0.0.1:${address.port}/keys`);
});
afterAll(() => keys.close());

/** Who a request with these claims is from. */
async function presenceWith(
  claims: Record<string, unknown>,
  roles: Roles,
  url = jwksUrl,
): Promise<Presence> {
  return signInWith(roles, url).presenceOf(await askedWith(claims));
}

function signInWith(roles: Roles, url: URL) {
  const clock = { now: () => Date.now() };
  return createProxySignIn({ header, jwksUrl: url, issuer, audience, roles, clock });
}

async function askedWith(claims: Record<string, unknown>): Promise<Asked> {
  const token = await new SignJWT({ sub: "una", iss: issuer, aud: audience, ...claims })
    .setProtectedHeader({ alg: "RS256" })
    .setExpirationTime("10m")
    .sign(privateKey);
  return {
    header: (name) => (name === header ? token : undefined),
    headerNames: () => [header],
    cookie: () => undefined,
    cookieNames: () => [],
    httpVersion: "1.1",
  };
}

test("B17: a first request that could not be written down was none", async () => {
  const signIn = signInWith(byGroup, jwksUrl);
  const asked = await askedWith({ custom: { groups: ["admins"] } });
  const first = await signIn.presenceOf(asked);
  expect(first).toMatchObject({ state: "signed_in", isNew: true });
  if (first.state === "signed_in") first.forget?.();
  expect(await signIn.presenceOf(asked)).toMatchObject({ isNew: true });
  expect(await signIn.presenceOf(asked)).toMatchObject({ isNew: false });
});

const byEmail: Roles = { claim: "email", map: [["boss@example.com", "admin"]] };
const byGroup: Roles = { claim: "custom.groups", map: [["admins", "admin"]] };

describe("B14, F2: an address in a proxy's token", () => {
  const email = "Boss@Example.com";
  test.each([
    [{ email, email_verified: true }, false, { state: "signed_in", staff: { role: "admin" } }],
    [{ email }, false, { state: "no_role", why: "email_unverified" }],
    [{ email, email_verified: false }, false, { state: "no_role", why: "email_unverified" }],
    [{ email }, true, { state: "signed_in", staff: { role: "admin" } }],
    [{ email, email_verified: false }, true, { state: "no_role", why: "email_unverified" }],
  ])("%o, trusted: %s", async (claims, trustsEmail, expected) => {
    expect(await presenceWith(claims, { ...byEmail, trustsEmail })).toMatchObject(expected);
  });
});

describe("C26: the sub of a proxy's token", () => {
  test.each(["", "\u200b", "una ", "x".repeat(256)])("%j names nobody", async (sub) => {
    const custom = { groups: ["admins"] };
    expect(await presenceWith({ sub, custom }, byGroup)).toMatchObject({
      state: "nobody",
      detail: { reason: "the sub names nobody" },
    });
  });
});

describe("F6: why a proxy's token lets nobody in", () => {
  test("groups that the proxy left out are told from groups that do not fit", async () => {
    expect(await presenceWith({ custom: {} }, byGroup)).toMatchObject({ why: "groups_missing" });
    expect(await presenceWith({}, byGroup)).toMatchObject({ why: "groups_missing" });
    const custom = { groups: ["staff"] };
    expect(await presenceWith({ custom }, byGroup)).toMatchObject({ why: "no_role" });
  });

  test("expected and found issuer, and the network's code, stand in the detail", async () => {
    const other = await presenceWith({ iss: "https://other.example/x?planted" }, byGroup);
    expect(other).toMatchObject({
      state: "nobody",
      detail: {
        code: "ERR_JWT_CLAIM_VALIDATION_FAILED",
        expectedIssuer: `${issuer}/`,
        foundIssuer: "https://other.example/x",
      },
    });
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const address = closed.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    closed.close();
    await once(closed, "close");
    const away = new URL(`http://127.0.0.1:${address.port}/keys`);
    expect(await presenceWith({}, byGroup, away)).toMatchObject({
      state: "unavailable",
      detail: { networkCode: "ECONNREFUSED" },
    });
  });
});
