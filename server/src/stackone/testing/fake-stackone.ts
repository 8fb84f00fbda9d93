import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { Secret } from "../../domain/ports/secret.ts";
import { StackOneError } from "../../domain/ports/stackone.ts";
import { createStackOneClient } from "../client.ts";
import type { StackOneClientOptions } from "../parts.ts";

export const key = "v1.eu1.MARKERKEY-0123456789";
export const token = "MARKERTOKEN_8c1f0a6b2d9e4f7a8b3c5d6e7f801928";
/** a session of which only the token is known */
export const byToken = { number: null, token, ended: false };
export const request = {
  ownerId: "acme",
  ownerName: "Acme  Inc",
  expiresIn: 3600,
  type: "production",
} as const;
export const session = {
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
export const account = (id: string, more: object = {}) => ({
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
export type Reply = (seen: Seen, response: ServerResponse, count: number) => void;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server on loopback that answers as the test says, and a client of it whose waits take no time. */
export async function setUp(reply: Reply, options: Partial<StackOneClientOptions> = {}) {
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
    version: "1.2.3",
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

export const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) =>
  response
    .writeHead(status, { "content-type": "application/json", ...headers })
    .end(JSON.stringify(body));
export const no = (response: ServerResponse, status: number, message = "no", headers = {}) =>
  json(
    response,
    status,
    { statusCode: status, message, timestamp: "2026-08-01T10:00:00Z" },
    headers,
  );
export const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StackOneError)) throw new Error("expected a StackOneError");
  return error;
};
