import { expect, test } from "vitest";
import {
  account,
  failure,
  json,
  no,
  request,
  session,
  setUp,
  token,
  byToken,
} from "./testing/fake-stackone.ts";

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
  const asked = requests.map(({ url }) => url.pathname);
  expect(asked.slice(0, 4)).toEqual(Array(4).fill("/accounts/a%2F1"));
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
  // a person may try after a minute
  expect(await failure(client.readAccount("a", "interactive"))).toMatchObject({
    failure: "rate_limited",
    retryAfter: 60,
  });
  expect(await failure(client.readAccount("a", "watch"))).toMatchObject({
    failure: "rate_limited",
    retryAfter: 70,
  });
  expect(requests).toHaveLength(1);
  expect(waited).toEqual([]);
  expect(client.state()).toMatchObject({ state: "rate_limited", retryIn: 70 });
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
  const accounts = await client.listAccountsOfOwners(["acme", "b&c"], "interactive");
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
  expect(await failure(client.listAccountsOfOwners(["acme"], "interactive"))).toMatchObject({
    failure: "unavailable",
  });
});

test("an empty { data } without total is an empty list, and accounts of others are left out", async () => {
  const { client } = await setUp((_, response, count) =>
    json(response, 200, count === 1 ? { data: [] } : [account("1", { origin_owner_id: "ACME" })]),
  );
  expect(await client.listAccountsOfOwners(["acme"], "interactive")).toEqual([]);
  expect(await client.listAccountsOfOwners(["acme"], "interactive")).toEqual([]);
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
        authentication_config_key: "oauth2",
        authentication_config_label: "OAuth 2.0",
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
    client.listProviders("interactive"),
    client.listProviders("interactive"),
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
        authentication: "oauth2: OAuth 2.0",
      },
      {
        id: "p2",
        name: null,
        isDefault: null,
        active: false,
        version: "2.0.0",
        environment: null,
        authentication: null,
      },
    ],
  });
  expect(providers.slice(1)).toMatchObject([
    { key: "off", name: "off", active: false, logoUrl: null },
    { key: "silent", active: null },
  ]);
  await client.listProviders("watch");
  expect(requests).toHaveLength(2);
  await client.listProviders("interactive", true);
  pass(60_000);
  await client.listProviders("watch");
  expect(requests.map(({ url }) => url.pathname).slice(2)).toEqual([
    "/auth_configs",
    "/auth_configs",
  ]);
});

test("an attempt of an unknown status survives; none is null, also without the field", async () => {
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
  expect(await client.readAttempt(byToken, "watch")).toEqual({
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
  expect(await client.readAttempt(byToken, "watch")).toEqual({ readable: true, attempt: null });
  expect(client.state().missing).toEqual([]);
  expect(await client.readAttempt(byToken, "watch")).toEqual({ readable: true, attempt: null });
  expect(JSON.parse(requests[0]?.body ?? "")).toEqual({ token });
});

test("A4: of what a provider says as much is kept as somebody reads", async () => {
  const long = "The customer chose these words. ".repeat(500);
  const attempt = {
    id: "at1",
    status: "error",
    oauth_error_code: long,
    oauth_error_description: long,
  };
  const reasons = Array.from({ length: 30 }, () => ({ code: long, description: long }));
  const { client } = await setUp(({ url }, response) =>
    url.pathname.endsWith("/authenticate")
      ? json(response, 201, { ...session, token: undefined, latest_connection_attempt: attempt })
      : json(response, 200, account("a1", { status: "error", status_reasons: reasons })),
  );
  const read = await client.readAttempt(byToken, "watch");
  const said = read.readable && read.attempt;
  expect(said && said.errorDescription?.length).toBeLessThanOrEqual(2_000);
  expect(said && said.errorDescription).toMatch(/^The customer chose .*…$/);
  expect(said && said.errorCode?.length).toBeLessThanOrEqual(200);
  const { statusReasons } = (await client.readAccount("a1", "watch")) ?? { statusReasons: [] };
  expect(statusReasons).toHaveLength(20);
  expect(JSON.stringify(statusReasons).length).toBeLessThan(20 * 2_300);
});

test("a refused token is not a refused key; the key is probed once", async () => {
  let keyWorks = true;
  const { client, requests, pass } = await setUp(({ url }, response) =>
    url.pathname === "/connector_profiles" && keyWorks
      ? json(response, 200, [])
      : no(response, 403, "Forbidden resource"),
  );
  expect(await client.readAttempt(byToken, "watch")).toEqual({ readable: false, status: 403 });
  expect(await client.readAttempt(byToken, "watch")).toEqual({ readable: false, status: 403 });
  expect(requests).toHaveLength(3);
  expect(client.state().state).toBe("ready");
  pass(10_000);
  expect(await failure(client.createConnectSession(request))).toMatchObject({
    failure: "rejected",
    status: 403,
    mayHaveActed: false,
    message: expect.stringContaining("The key probably lacks a permission"),
  });
  expect(client.state().state).toBe("ready");
  keyWorks = false;
  pass(10_000);
  expect(await failure(client.createConnectSession(request))).toMatchObject({
    failure: "unauthorized",
    status: 403,
    message: "StackOne refuses the API key (403: Forbidden resource)",
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
  expect(await client.readAttempt(byToken, "interactive")).toMatchObject({ readable: false });
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
