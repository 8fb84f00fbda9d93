import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { Secret } from "../domain/ports/secret.ts";
import { createStackOneClient } from "./client.ts";
import {
  failure,
  json,
  key,
  no,
  type Reply,
  request,
  session,
  setUp,
  token,
} from "./testing/fake-stackone.ts";
import type { StackOneClientOptions } from "./parts.ts";

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
  expect(requests[0]?.headers["user-agent"]).toBe("connect-console/1.2.3");
  expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
    origin_owner_id: "acme",
    origin_owner_name: "Acme  Inc",
    expires_in: 3600,
    type: "production",
    provider: "bamboohr",
  });
  expect(JSON.stringify([made, logged])).not.toContain("MARKERTRIGGER");
  expect(client.state().state).toBe("ready");
});

test("the check of StackOne asks by StackOne's names too", async () => {
  const { client, requests } = await setUp((_, response) => json(response, 201, session));
  await client.createConnectSession({ ...request, label: "Check" });
  await client.probe.create({ ...request, label: "Check" });
  const [usual, check] = requests.map(({ body }): unknown => JSON.parse(body));
  expect(check).toEqual(usual);
});

test("sends nothing that StackOne's documentation does not know", async () => {
  const { client, requests } = await setUp((_, response) => json(response, 201, session));
  for (const wrong of [
    { categories: ["hrisLegacy"] },
    { type: "PRODUCTION" },
    { multiple: false },
  ]) {
    const error = await failure(client.createConnectSession({ ...request, ...wrong } as never));
    expect(error).toMatchObject({ failure: "rejected", mayHaveActed: false });
  }
  expect(requests).toHaveLength(0);
  await client.createConnectSession({ ...request, provider_version: "1" } as never);
  expect(requests[0]?.body).not.toContain("provider_version");
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
    "201 without anything",
    (_, response) => json(response, 201, { result: "ok" }),
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
