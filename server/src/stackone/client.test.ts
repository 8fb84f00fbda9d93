import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { Secret } from "../domain/ports/secret.ts";
import { StackOneError } from "../domain/ports/stackone.ts";
import { createStackOneClient, type StackOneClientOptions } from "./client.ts";

const key = "v1.eu1.MARKERKEY-0123456789";
const token = "MARKERTOKEN_8c1f0a6b2d9e4f7a8b3c5d6e7f801928";
const request = {
  origin_owner_id: "acme",
  origin_owner_name: "Acme  Inc",
  expires_in: 3600,
  type: "production",
} as const;
const session = {
  id: 17,
  organization_id: 5,
  project_id: "acme-1",
  origin_owner_id: "acme",
  origin_owner_name: "Acme  Inc",
  created_at: "2026-08-01T10:00:00.000Z",
  token,
  auth_link_url: `https://app.stackone.com/embedded?token=${token}`,
  external_trigger_token: "MARKERTRIGGER",
  provider: null,
};
const account = (id: string, more: object = {}) => ({
  id,
  provider: "bamboohr",
  status: "active",
  origin_owner_id: "acme",
  origin_owner_name: "Acme",
  created_at: "2026-08-01T10:00:00Z",
  updated_at: "2026-08-01T10:00:01Z",
  credentials: { password: "MARKERPASSWORD" },
  setup_information: { a: "MARKERSETUP" },
  secrets: { b: "MARKERSECRET" },
  ...more,
});

interface Seen {
  method: string;
  url: URL;
  headers: IncomingMessage["headers"];
  body: string;
}
type Reply = (seen: Seen, response: ServerResponse, count: number) => void;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function setUp(reply: Reply, options: Partial<StackOneClientOptions> = {}) {
  const requests: Seen[] = [];
  const server = createServer((incoming, response) => {
    let body = "";
    incoming.on("data", (chunk) => (body += chunk));
    incoming.on("end", () => {
      const seen = {
        method: incoming.method ?? "",
        url: new URL(incoming.url ?? "", "http://x"),
        headers: incoming.headers,
        body,
      };
      requests.push(seen);
      reply(seen, response, requests.length);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const logged: unknown[] = [];
  const waited: number[] = [];
  let now = Date.now();
  const write = (...line: unknown[]) => void logged.push(line);
  const client = createStackOneClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: new Secret(key),
    kind: "simulator",
    follow: "attempts",
    requestsPerMinute: 1000,
    clock: { now: () => now },
    wait: async (ms) => {
      waited.push(ms);
      now += ms;
    },
    random: () => 0.5,
    log: { info: write, warn: write, error: write },
    ...options,
  });
  return { client, requests, logged, waited, server, pass: (ms: number) => (now += ms) };
}

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) =>
  response
    .writeHead(status, { "content-type": "application/json", ...headers })
    .end(JSON.stringify(body));
const no = (response: ServerResponse, status: number, message = "no", headers = {}) =>
  json(
    response,
    status,
    { statusCode: status, message, timestamp: "2026-08-01T10:00:00Z" },
    headers,
  );
const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StackOneError)) throw new Error("expected a StackOneError");
  return error;
};

test("creates with Basic auth and the exact body, and drops what it must not keep", async () => {
  const { client, requests, logged } = await setUp((_, response) =>
    json(response, 201, { ...session, integration_id: "p1" }),
  );
  const made = await client.createConnectSession({ ...request, provider: "bamboohr" });
  expect(made).toMatchObject({
    id: "17",
    projectId: "acme-1",
    token,
    authLink: session.auth_link_url,
    createdAt: Date.UTC(2026, 7, 1, 10),
  });
  expect(made.echo).toMatchObject({
    ownerId: "acme",
    ownerName: "Acme  Inc",
    provider: null,
    connectorProfileId: "p1",
    label: undefined,
  });
  expect(requests[0]?.headers.authorization).toBe(`Basic ${btoa(`${key}:`)}`);
  expect(requests[0]?.headers["user-agent"]).toMatch(/connect-console/);
  expect(JSON.parse(requests[0]?.body ?? "")).toEqual({ ...request, provider: "bamboohr" });
  expect(JSON.stringify([made, logged])).not.toContain("MARKERTRIGGER");
  expect(client.state().state).toBe("ready");
});

test("sends nothing that StackOne's documentation does not know", async () => {
  const { client, requests } = await setUp((_, response) => json(response, 201, session));
  for (const wrong of [
    { categories: ["hrisLegacy"] },
    { type: "PRODUCTION" },
    { multiple: false },
    { provider_version: "1" },
  ]) {
    const error = await failure(client.createConnectSession({ ...request, ...wrong } as never));
    expect(error).toMatchObject({ failure: "rejected", mayHaveActed: false });
  }
  expect(requests).toHaveLength(0);
});

test.each<[string, Reply, object, number]>([
  [
    "400",
    (_, response) => no(response, 400, "bad"),
    { failure: "rejected", status: 400, mayHaveActed: false, message: "bad" },
    1,
  ],
  [
    "500 as HTML",
    (_, response) => void response.writeHead(500).end("<html>"),
    { failure: "unavailable", status: 500, mayHaveActed: true },
    1,
  ],
  [
    "408",
    (_, response) => no(response, 408),
    { failure: "unavailable", status: 408, mayHaveActed: true },
    1,
  ],
  [
    "302",
    (_, response) => void response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    { failure: "unavailable", mayHaveActed: true },
    1,
  ],
  [
    "201 not JSON",
    (_, response) => void response.writeHead(201).end("<html>"),
    { failure: "unavailable", mayHaveActed: true },
    1,
  ],
  [
    "201 of another shape",
    (_, response) => json(response, 201, []),
    { failure: "unavailable", mayHaveActed: true },
    1,
  ],
  [
    "201 without token",
    (_, response) => json(response, 201, { ...session, token: null }),
    { failure: "unavailable", mayHaveActed: true },
    1,
  ],
  [
    "201 without link",
    (_, response) => json(response, 201, { ...session, auth_link_url: undefined }),
    { failure: "no_link" },
    1,
  ],
  [
    "reset",
    (_, response) => void response.socket?.resetAndDestroy(),
    { failure: "unavailable", mayHaveActed: true },
    1,
  ],
  [
    "no answer",
    () => undefined,
    { failure: "unavailable", mayHaveActed: true, message: "StackOne did not answer in time" },
    1,
  ],
  [
    "half an answer",
    (_, response) => void response.writeHead(201).write("{"),
    { failure: "unavailable", mayHaveActed: true },
    1,
  ],
  [
    "a huge answer",
    (_, response) => void response.writeHead(201).end("9".repeat(9_000_000)),
    { failure: "unavailable", mayHaveActed: true },
    1,
  ],
  [
    "429 for long",
    (_, response) => no(response, 429, "slow down", { "retry-after": "30" }),
    { failure: "rate_limited", retryAfter: 30, mayHaveActed: false },
    1,
  ],
])("POST once, whatever StackOne may have done: %s", async (_, reply, expected, times) => {
  const { client, requests } = await setUp(reply, { timeouts: { create: 300, read: 300 } });
  expect(await failure(client.createConnectSession(request))).toMatchObject(expected);
  expect(requests).toHaveLength(times);
});

test("POST again after a short 429", async () => {
  const { client, requests, waited } = await setUp((_, response, count) =>
    count === 1 ? no(response, 429, "wait", { "retry-after": "2" }) : json(response, 201, session),
  );
  expect((await client.createConnectSession(request)).id).toBe("17");
  expect(requests).toHaveLength(2);
  expect(waited.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(2000);
});

test("a refused connection and an unknown host are unreachable, asked again, and never acted", async () => {
  const { client, server, waited } = await setUp(() => undefined);
  server.close();
  await once(server, "close");
  expect(await failure(client.createConnectSession(request))).toMatchObject({
    failure: "unreachable",
    mayHaveActed: false,
    status: null,
  });
  expect(waited.length).toBeGreaterThan(0);
  expect(client.state()).toMatchObject({ state: "unavailable" });
  const tls = await setUp((_, response) => json(response, 201, session));
  const port = (tls.server.address() as AddressInfo).port;
  const overTls = createStackOneClient({ ...optionsOf(tls), baseUrl: `https://127.0.0.1:${port}` });
  expect(await failure(overTls.createConnectSession(request))).toMatchObject({
    failure: "unreachable",
    mayHaveActed: false,
  });
  server.listen(0);
});

function optionsOf({ logged }: { logged: unknown[] }): Omit<StackOneClientOptions, "baseUrl"> {
  const write = (...line: unknown[]) => void logged.push(line);
  return {
    apiKey: new Secret(key),
    kind: "live",
    follow: "attempts",
    requestsPerMinute: 100,
    clock: { now: Date.now },
    log: { info: write, warn: write, error: write },
    wait: async () => undefined,
  };
}

test("reads are asked again after 5xx, resets and time-outs", async () => {
  const { client, requests } = await setUp(
    (_, response, count) => {
      if (count === 1) no(response, 503);
      else if (count === 2) response.socket?.resetAndDestroy();
      else if (count > 3) json(response, 200, account("a1"));
    },
    { timeouts: { read: 300 } },
  );
  const read = await client.readAccount("a/1", "watch");
  expect(requests.map(({ url }) => url.pathname)).toEqual(Array(4).fill("/accounts/a%2F1"));
  expect(read).toMatchObject({
    id: "a1",
    ownerId: "acme",
    connectorProfileId: undefined,
    label: null,
    createdAt: Date.UTC(2026, 7, 1, 10),
  });
  expect(JSON.stringify(read)).not.toContain("MARKER");
});

test("a press gives up within 5 s of waiting; the background stops until Retry-After is over", async () => {
  const { client, requests, waited } = await setUp((_, response) =>
    no(response, 429, "wait", { "retry-after": "70" }),
  );
  expect(await failure(client.readAccount("a", "press"))).toMatchObject({
    failure: "rate_limited",
    retryAfter: 70,
  });
  expect(await failure(client.readAccount("a", "watch"))).toMatchObject({
    failure: "rate_limited",
    retryAfter: 70,
  });
  expect(requests).toHaveLength(1);
  expect(waited).toEqual([]);
  expect(client.state().state).toBe("rate_limited");
});

test.each([false, true])("all pages of an owner's accounts (as { data }: %s)", async (wrapped) => {
  const all = Array.from({ length: 130 }, (_, index) =>
    account(String(index), { updated_at: null, type: "test", label: "L", integration_id: "p" }),
  );
  const { client, requests } = await setUp(({ url }, response) => {
    // This StackOne cuts pages at 50.
    const page = Number(url.searchParams.get("page") ?? 1);
    const data = all.slice((page - 1) * 50, page * 50);
    json(response, 200, wrapped ? { data, page, page_size: 50, total: 130 } : data);
  });
  const accounts = await client.listAccountsOfOwners(["acme", "b&c"], "press");
  expect(accounts).toHaveLength(130);
  expect(accounts[0]).toMatchObject({ connectorProfileId: "p", updatedAt: null, type: "test" });
  expect(requests).toHaveLength(3);
  expect(requests[0]?.url.searchParams.getAll("origin_owner_ids")).toEqual(["acme", "b&c"]);
  expect(requests[0]?.url.searchParams.has("status")).toBe(false);
});

test.each<[string, unknown]>([
  ["the same page for ever", Array.from({ length: 100 }, (_, index) => account(String(index)))],
  ["fewer than the total", { data: [], total: 3, page: 1 }],
  ["no list", { items: [] }],
  ["an account without status", [{ id: "a", provider: "x" }]],
  ["null", null],
])("a list that proves nothing is an error: %s", async (_, body) => {
  const { client } = await setUp((_seen, response) => json(response, 200, body));
  expect(await failure(client.listAccountsOfOwners(["acme"], "press"))).toMatchObject({
    failure: "unavailable",
  });
});

test("an empty { data } without total is an empty list, and accounts of others are left out", async () => {
  const { client } = await setUp((_, response, count) =>
    json(response, 200, count === 1 ? { data: [] } : [account("1", { origin_owner_id: "ACME" })]),
  );
  expect(await client.listAccountsOfOwners(["acme"], "press")).toEqual([]);
  expect(await client.listAccountsOfOwners(["acme"], "press")).toEqual([]);
});

test("providers: older path on 404, grouped, kept for a minute, one request for all", async () => {
  const profile = (id: string, more: object) => ({
    id,
    connector_key: "bamboohr",
    connector_label: "BambooHR",
    logo_url: "data:image/png;base64,AA",
    ...more,
  });
  const { client, requests, pass } = await setUp(({ url }, response) => {
    if (url.pathname === "/connector_profiles") return no(response, 404);
    const data = [
      profile("p1", {
        name: "Default",
        active: true,
        default: true,
        categories: ["hris"],
        connector_pinned_version: "1.x.x",
        connector_version: "1.4.0",
      }),
      profile("p2", { name: null, active: false, categories: ["ats"], connector_version: "2.0.0" }),
      profile("p3", {
        connector_key: "off",
        active: false,
        connector_label: null,
        logo_url: "javascript:1",
      }),
      profile("p4", { connector_key: "silent" }),
    ];
    json(response, 200, { page: 1, page_size: 25, total: 4, data });
  });
  const [providers] = await Promise.all([
    client.listProviders("press"),
    client.listProviders("press"),
  ]);
  expect(providers[0]).toEqual({
    key: "bamboohr",
    name: "BambooHR",
    logoUrl: "data:image/png;base64,AA",
    categories: ["hris", "ats"],
    active: true,
    profiles: [
      {
        id: "p1",
        name: "Default",
        isDefault: true,
        active: true,
        version: "1.x.x",
        environment: null,
      },
      { id: "p2", name: null, isDefault: null, active: false, version: "2.0.0", environment: null },
    ],
  });
  expect(providers.slice(1)).toMatchObject([
    { key: "off", name: "off", active: false, logoUrl: null },
    { key: "silent", active: null },
  ]);
  await client.listProviders("watch");
  expect(requests).toHaveLength(2);
  await client.listProviders("press", true);
  pass(60_000);
  await client.listProviders("watch");
  expect(requests.map(({ url }) => url.pathname).slice(2)).toEqual([
    "/auth_configs",
    "/auth_configs",
  ]);
});

test("an attempt of an unknown status survives; none is null; a StackOne without the field is told", async () => {
  const attempt = {
    id: "at1",
    status: "dreaming",
    created_at: "2026-08-01T10:00:00+00:00",
    oauth_error_code: "x",
    account_secure_id: null,
  };
  const { client, requests } = await setUp((_, response, count) =>
    json(response, 201, {
      ...session,
      token: undefined,
      ...(count === 3 ? {} : { latest_connection_attempt: count === 1 ? attempt : null }),
    }),
  );
  expect(await client.readAttempt(token, "watch")).toEqual({
    readable: true,
    attempt: {
      id: "at1",
      status: "dreaming",
      createdAt: "2026-08-01T10:00:00.000Z",
      updatedAt: null,
      accountId: null,
      errorCode: "x",
      errorDescription: null,
    },
  });
  expect(await client.readAttempt(token, "watch")).toEqual({ readable: true, attempt: null });
  expect(client.state().missing).toEqual([]);
  expect(await client.readAttempt(token, "watch")).toEqual({ readable: true, attempt: null });
  expect(client.state().missing.map(({ code }) => code)).toEqual(["attempt"]);
  expect(JSON.parse(requests[0]?.body ?? "")).toEqual({ token });
});

test("a refused token is not a refused key; the key is probed once", async () => {
  let keyWorks = true;
  const { client, requests, pass } = await setUp(({ url }, response) =>
    url.pathname === "/connector_profiles" && keyWorks
      ? json(response, 200, [])
      : no(response, 403, "Forbidden resource"),
  );
  expect(await client.readAttempt(token, "watch")).toEqual({ readable: false, status: 403 });
  expect(await client.readAttempt(token, "watch")).toEqual({ readable: false, status: 403 });
  expect(requests).toHaveLength(3);
  expect(client.state().state).toBe("ready");
  pass(10_000);
  expect(await failure(client.createConnectSession(request))).toMatchObject({
    failure: "unauthorized",
    status: 403,
    mayHaveActed: false,
  });
  expect(client.state().state).toBe("ready");
  keyWorks = false;
  pass(10_000);
  expect(await failure(client.createConnectSession(request))).toMatchObject({
    failure: "unauthorized",
    status: 403,
    message: "Forbidden resource",
  });
  expect(client.state()).toMatchObject({
    state: "refused",
    message: "StackOne refuses the API key",
  });
});

test("STACKONE_FOLLOW=accounts never asks for attempts", async () => {
  const { client, requests } = await setUp((_, response) => json(response, 201, session), {
    follow: "accounts",
  });
  expect(await client.readAttempt(token, "press")).toMatchObject({ readable: false });
  expect(requests).toHaveLength(0);
});

test("the self-check reads only and names what is missing", async () => {
  const { client, requests } = await setUp(({ url }, response) => {
    if (url.pathname === "/v2/accounts") return no(response, 404);
    json(
      response,
      200,
      url.pathname === "/accounts"
        ? [account("1")]
        : [{ id: "p", connector_key: "x", active: true }],
    );
  });
  const seen = await client.selfCheck();
  expect(seen).toMatchObject({
    profilesPath: "/connector_profiles",
    accountsAre: "array",
    accountsNameTheirProfile: false,
    v2Accounts: false,
  });
  expect(seen.missing.map(({ code }) => code)).toEqual(["default_profile", "account_profile"]);
  expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  const broken = await setUp((_, response) => no(response, 500));
  expect(await broken.client.selfCheck()).toMatchObject({ profilesPath: null, accountsAre: null });
  expect(broken.client.state().state).toBe("unavailable");
});

test("StackOne's clock is followed, jitter of its header is not", async () => {
  let ahead = 0;
  const { client, pass } = await setUp((_, response) =>
    json(response, 200, account("1"), { date: new Date(start + ahead).toUTCString() }),
  );
  const start = Date.now();
  await client.readAccount("1", "watch");
  expect(Math.abs(client.clockSkew())).toBeLessThan(1500);
  ahead = 600_000;
  await client.readAccount("1", "watch");
  expect(Math.abs(client.clockSkew() - 600_000)).toBeLessThan(1500);
  const before = client.clockSkew();
  ahead += 300;
  pass(300);
  await client.readAccount("1", "watch");
  expect(Math.abs(client.clockSkew() - before)).toBeLessThan(1000);
});

test("neither key nor token nor link is in an error or a log line", async () => {
  const evil = `key ${key} basic ${btoa(`${key}:`)} token ${token} at https://app.stackone.com/?token=${token}\u0007 ${"x".repeat(500)}`;
  const replies: Reply[] = [400, 401, 404, 429, 500].map(
    (status) => (_, response) => no(response, status, evil),
  );
  replies.push(
    (_, response) => void response.writeHead(201).end(evil),
    (_, response) => void response.socket?.resetAndDestroy(),
  );
  for (const reply of replies) {
    const { client, logged } = await setUp(reply);
    const calls = [
      client.createConnectSession(request),
      client.readAccount("a", "press"),
      client.readAttempt(token, "press"),
      client.listProviders("copy"),
    ];
    const results = (await Promise.allSettled(calls)).map((result) =>
      result.status === "rejected" ? result.reason : result.value,
    );
    const printed = [...results, logged, client.state(), client]
      .map((value) => `${value} ${JSON.stringify(value)} ${inspect(value, { depth: 9 })}`)
      .join("\n");
    for (const secret of [key, btoa(`${key}:`), token, "stackone.com/", "\u0007"])
      expect(printed).not.toContain(secret);
  }
  expect(
    `${new Secret(key)} ${JSON.stringify({ key: new Secret(key) })} ${inspect(new Secret(key))}`,
  ).toBe('[redacted] {"key":"[redacted]"} [redacted]');
});
