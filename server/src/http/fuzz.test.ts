import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOidcSignIn } from "../auth/oidc.ts";
import { createSignInCookies, lifetimes } from "../auth/sign-in-cookie.ts";
import type { Log } from "../domain/ports/log.ts";
import { Secret } from "../domain/ports/secret.ts";
import type { Store } from "../domain/ports/store.ts";
import { createFakeStackOne, fakeAuthLink, makeAccount } from "../domain/testing/fake-stackone.ts";
import { createIds } from "../ids.ts";
import { createMemory } from "../memory.ts";
import { createNotify } from "../notify/create-notify.ts";
import { openStore } from "../store/open-store.ts";
import { makeRow } from "../store/testing/make-row.ts";
import { validatedBy } from "./middleware/validate.ts";
import { arbitraryOf, nastyText } from "./testing/shape-arbitrary.ts";
import { consoleUrl, createTestApp } from "./testing/test-app.ts";

const requests = 20_000;
/** ms; nothing that the fakes answer may take so long */
const hanging = 10_000;
const secrets = {
  "an auth link that was sent": "https://app.stackone.com/embedded?token=MARKER-sent-by-staff",
  "the auth link of a row": fakeAuthLink,
  "the client secret": "MARKER-client-secret",
  "a webhook's secret": "MARKER-webhook-secret",
  "a cookie": "MARKER-cookie",
};

const lines: string[] = [];
const at: Log["info"] = (fields, message) => void lines.push(JSON.stringify([fields, message]));
const log = { info: at, warn: at, error: at };
const clock = { time: Date.parse("2026-05-01T12:00:00Z"), now: () => clock.time };
const secretKeys = [new Uint8Array(32).fill(7)];

let store: Store & { close(): Promise<void> };
let app: ReturnType<typeof createTestApp>["app"];
let validCookie: string;

const directory = mkdtempSync(join(tmpdir(), "connect-console-fuzz-"));

beforeAll(async () => {
  // what reaches the disk is not asked here
  store = await openStore({ directory, secretKeys, clock, sync: async () => {} });
  const stackone = createFakeStackOne(clock.now);
  stackone.accounts.push(makeAccount());
  await store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
  await store.connectSessions.insert(makeRow({ id: "one" }));
  await store.connectSessions.keepSecrets("one", { authLink: fakeAuthLink, token: "MARKER-token" });
  const live = {
    changed() {},
    checkSoon() {},
    listed() {},
    webhookReceived() {},
    accountPending() {},
    checkEvery: () => 3,
    subscribe: () => () => {},
  };
  const ports = {
    clock,
    ids: createIds(clock),
    store,
    stackone,
    live,
    notify: createNotify(null),
    log,
    hash: (text: string) => text,
    memory: createMemory(clock),
  };
  const publicUrl = new URL(consoleUrl);
  // signing out is among the requests, and those after it need somebody too
  const signIns = { ...store.signIns, isEnded: async () => false };
  const common = { secretKeys, clock, signIns };
  const signIn = createOidcSignIn({
    ...common,
    // nobody listens there, which is found out at once
    issuer: new URL("http://127.0.0.1:1"),
    clientId: "console",
    clientSecret: new Secret(secrets["the client secret"]),
    roles: { claim: "groups", map: [["admins", "admin"]] },
    publicUrl,
  });
  ({ app } = createTestApp({
    ports,
    signIn,
    publicUrl,
    limits: { requestsPerMinute: 1e9, creationsPerMinute: 1e9 },
    webhooks: { secrets: [new Secret(secrets["a webhook's secret"])], afterwards: () => {} },
    magicWords: async () => ({ items: [] }),
    closing: AbortSignal.abort(),
  }));
  const cookies = createSignInCookies({ ...common, name: "sign-in", lifetimes });
  const staff = { id: "una", name: "Una", email: null, role: "admin" as const };
  validCookie = (await cookies.begin(staff, undefined)).value;
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const texts = fc.oneof(
  nastyText,
  fc.constantFrom(
    "acme",
    "one",
    "account-1",
    "bamboohr",
    "bamboo-default",
    secrets["an auth link that was sent"],
  ),
);
/** as a client may write it into a header */
const headerText = fc.oneof(
  fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\t\x20-\x7e]/g, "")),
  fc.constantFrom(
    consoleUrl,
    "null",
    "same-origin",
    "cross-site",
    "application/json",
    "text/csv",
    "text/plain",
    "gzip",
  ),
);
const namesOfHeaders =
  "content-type origin sec-fetch-site idempotency-key accept accept-encoding range x-forwarded-for x-stackone-signature authorization if-none-match content-length host".split(
    " ",
  );

interface Asked {
  route: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | null;
}

/** Routes as the app has them, so that none can be forgotten here. */
function askedOf(cookie: fc.Arbitrary<string>): fc.Arbitrary<Asked> {
  const routes = [
    ...new Set(
      app.routes
        .filter(({ method }) => method !== "ALL")
        .map(({ method, path }) => `${method} ${path}`),
    ),
  ];
  return fc.constantFrom(...routes).chain((route) => {
    const [method = "", template = ""] = route.split(" ");
    const schema = schemaOf(method, template);
    const shaped = schema ? arbitraryOf(schema, texts) : fc.jsonValue({ maxDepth: 2 });
    const raw = fc.uint8Array({ maxLength: 200 });
    const query = method === "GET" || route.endsWith("/import") ? shaped : fc.constant({});
    return fc
      .record({
        id: fc.oneof(
          fc.constantFrom("one", "acme", "account-1", "%", "%ff", "%00", ".."),
          texts.map(encode),
        ),
        query: fc.oneof(
          { arbitrary: query.map(toQuery), weight: 4 },
          { arbitrary: texts.map(encode), weight: 1 },
        ),
        headers: fc.dictionary(fc.constantFrom(...namesOfHeaders), headerText, { maxKeys: 2 }),
        body: fc.oneof(
          { arbitrary: shaped.map(toBytes), weight: 6 },
          { arbitrary: raw, weight: 1 },
        ),
        method: fc.oneof(
          { arbitrary: fc.constant(method), weight: 20 },
          {
            arbitrary: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"),
            weight: 1,
          },
        ),
        cookie,
      })
      .map(({ id, query: search, headers, body, method: used, cookie: sent }) => ({
        route,
        method: used,
        path: template.replace(":id", id).replace("*", id) + (search === "" ? "" : `?${search}`),
        headers: {
          host: "127.0.0.1:4400",
          "content-type": route.endsWith("/import") ? "text/csv" : "application/json",
          "idempotency-key": id.replace(/[^\x21-\x7e]/g, "x").slice(0, 100) || "key",
          cookie: sent,
          ...headers,
        },
        body: used === "GET" || used === "HEAD" ? null : new Uint8Array(body),
      }));
  });
}

/** Of a route's body or query, where it validates one; every other route gets anything. */
function schemaOf(method: string, path: string) {
  return app.routes
    .filter((route) => route.method === method && route.path === path)
    .flatMap(({ handler }) => validatedBy(handler) ?? [])
    .find(({ target }) => target !== "header")?.schema;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function toQuery(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .flatMap(([name, each]: [string, unknown]) =>
      (Array.isArray(each) ? each : [each]).map(
        (one) =>
          `${encode(name)}=${encode(typeof one === "string" ? one : (JSON.stringify(one) ?? ""))}`,
      ),
    )
    .join("&");
}

function toBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value) ?? "");
}

/** Asks, and reads the answer to its end. */
async function ask({
  method,
  path,
  headers,
  body,
}: Asked): Promise<{ status: number; text: string }> {
  const answered = (async () => {
    const answer = await app.request(path, { method, headers, body });
    return { status: answer.status, text: await answer.text() };
  })();
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), hanging);
  });
  return Promise.race([answered, hangs]).finally(() => clearTimeout(timer));
}

async function everything(): Promise<string> {
  return JSON.stringify([
    await store.connectSessions.list({ now: clock.time, limit: 200 }),
    await store.connectSessions.timeline("one"),
    await store.owners.list({ limit: 200 }),
  ]);
}

function expectNoSecretLogged(): void {
  const found = Object.entries(secrets).filter(([, secret]) => {
    const marker = /MARKER-[\w-]+|marker-of-the-token/.exec(secret)?.[0] ?? secret;
    return lines.some((line) => line.includes(marker));
  });
  expect(found.map(([name]) => name)).toEqual([]);
  expect(lines.length).toBeGreaterThan(0);
}

test(`${requests / 2} requests without a sign-in: no 500, no hang, no change, no secret in the log`, async () => {
  const before = await everything();
  const cookie = fc.oneof(
    headerText.map((text) => `connect-console-4400-sign-in=${text.replace(/[;,\s]/g, "")}`),
    fc.constant(`connect-console-4400-sign-in=${secrets["a cookie"]}`),
    fc
      .nat(validCookie.length - 1)
      .map((at) => `connect-console-4400-sign-in=${validCookie.slice(0, at)}`),
    fc.constant(`connect-console-4400-attempt-0123456789ab=${validCookie}`),
  );
  await fc.assert(
    fc.asyncProperty(askedOf(cookie), async (asked) => {
      const { status } = await ask(asked);
      expect(status).not.toBe(500);
      if (asked.route.includes(" /api/")) expect(status).toBeGreaterThanOrEqual(400);
    }),
    { numRuns: requests / 2 },
  );
  expect(await everything()).toBe(before);
  // somebody who comes back from no provider is written down, and nothing else is
  const written = (await store.audit.list({ limit: 200 })).items;
  expect(written.filter(({ action }) => action !== "sign_in.refused")).toEqual([]);
  expectNoSecretLogged();
}, 120_000);

test(`${requests / 2} requests of an admin: no 500, no hang, no secret in the log`, async () => {
  const cookie = fc.constant(`connect-console-4400-sign-in=${validCookie}`);
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(askedOf(cookie), async (asked) => {
      const { status } = await ask(asked);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(status).not.toBe(500);
    }),
    { numRuns: requests / 2 },
  );
  // the requests are good enough to reach the verbs
  expect(statuses.get(200)).toBeGreaterThan(requests / 40);
  expect(statuses.get(201)).toBeGreaterThan(requests / 2000);
  expectNoSecretLogged();
}, 120_000);
