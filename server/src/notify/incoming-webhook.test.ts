import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { Secret } from "../domain/ports/secret.ts";
import { createIncomingWebhook } from "./incoming-webhook.ts";

const path = "/services/secret-path";
/** ms; what never answers is waited for no longer */
const wait = 200;

/** A webhook whose other side answers like this, with what reached it. */
async function withSink(answer: RequestListener) {
  const bodies: string[] = [];
  const take: RequestListener = (request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      bodies.push(`${request.method} ${request.url} ${request.headers["content-type"]} ${body}`);
      answer(request, response);
    });
  };
  const server = createServer(take).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.close();
    server.closeAllConnections();
  };
  onTestFinished(close);
  const results: string[] = [];
  const webhook = createIncomingWebhook(new Secret(`http://127.0.0.1:${port}${path}`), {
    wait,
    onSent: (result) => void results.push(result),
  });
  return { webhook, bodies, port, close, results };
}
const say =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end("invalid_token at the secret-path");

test("posts the text as JSON, and only its host is told", async () => {
  const { webhook, bodies, port, results } = await withSink(say(200));
  expect(await webhook.send("a <text>")).toEqual({ result: "delivered" });
  expect(bodies).toEqual([`POST ${path} application/json {"text":"a <text>"}`]);
  expect([webhook.host, results]).toEqual([`127.0.0.1:${port}`, ["delivered"]]);
});

test.each([500, 503, 408, 429])("%i may pass: later, and certainly not taken", async (status) => {
  const { webhook } = await withSink(say(status, { "retry-after": "7" }));
  expect(await webhook.send("text")).toEqual({
    result: "failed",
    problem: `The webhook answers ${status}.`,
    mayHaveActed: false,
    retryAfter: 7,
  });
});

test("Retry-After may be a date, or nonsense", async () => {
  const headers = { "retry-after": new Date(Date.now() + 60_000).toUTCString() };
  const { webhook } = await withSink(say(429, headers));
  const sent = await webhook.send("text");
  expect(sent.result === "failed" && sent.retryAfter).toSatisfy(
    (seconds: number) => seconds > 50 && seconds <= 60,
  );
  const other = await withSink(say(429, { "retry-after": "soon" }));
  expect(await other.webhook.send("text")).toMatchObject({ retryAfter: null });
});

test.each([400, 403, 404, 410])("%i would be said again", async (status) => {
  const { webhook } = await withSink(say(status));
  expect(await webhook.send("text")).toEqual({
    result: "refused",
    problem: `The webhook answers ${status}.`,
    gone: status !== 400,
  });
});

test("a redirect is not followed, wherever it leads", async () => {
  const elsewhere = await withSink(say(200));
  const location = `http://127.0.0.1:${elsewhere.port}/`;
  const { webhook } = await withSink(say(307, { location }));
  expect(await webhook.send("text")).toEqual({
    result: "refused",
    problem: "The webhook answers 307, a redirect.",
    gone: true,
  });
  expect(elsewhere.bodies).toEqual([]);
});

test("no answer in time, or a connection that breaks, may have been taken; a refused one was not", async () => {
  const silent = await withSink(() => {});
  expect(await silent.webhook.send("text")).toMatchObject({
    problem: "The webhook did not answer in time.",
    mayHaveActed: true,
  });
  const broken = await withSink((request) => void request.socket.destroy());
  expect(await broken.webhook.send("text")).toMatchObject({
    problem: "The connection to the webhook broke.",
    mayHaveActed: true,
  });
  const gone = await withSink(say(200));
  await gone.close();
  expect(await gone.webhook.send("text")).toEqual({
    result: "failed",
    problem: "The webhook could not be reached: the connection was refused.",
    mayHaveActed: false,
    retryAfter: null,
  });
});

const saying =
  (status: number, body: string): RequestListener =>
  (_, response) =>
    void response.writeHead(status).end(body);

test.each([
  [400, "invalid_payload", "The webhook answers 400: invalid_payload.", false],
  [403, "invalid_token", "The webhook answers 403: invalid_token.", true],
  [403, "message_limit_exceeded", "The webhook answers 403: message_limit_exceeded.", false],
  [404, "no_service", "The webhook answers 404: no_service.", true],
  [410, "channel_is_archived", "The webhook answers 410: channel_is_archived.", true],
  [413, "", "The webhook answers 413.", false],
  [
    400,
    '{"id":"web.incoming_webhook.parse.app_error","message":"at /services/secret-path"}',
    "The webhook answers 400: web.incoming_webhook.parse.app_error.",
    false,
  ],
  [400, "no such hook: /services/secret-path", "The webhook answers 400.", false],
] as const)(
  "F16: %i %s is told in the channel's own word, never with the address",
  async (status, body, problem, gone) => {
    const { webhook } = await withSink(saying(status, body));
    expect(await webhook.send("text")).toEqual({ result: "refused", problem, gone });
  },
);

test.each([
  [
    "Teams, too large",
    "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId tcid=0",
    "refused",
  ],
  [
    "Teams, too many",
    "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=0",
    "failed",
  ],
  [
    "Teams, down",
    "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 503 with ContextId tcid=0",
    "failed",
  ],
  ["Rocket.Chat", '{"success":false,"error":"invalid-channel"}', "refused"],
  ["ok is false", '{"ok":false,"error":"channel_not_found"}', "refused"],
])("F16: 200 with a failure in its text is not delivered: %s", async (_, body, result) => {
  const { webhook } = await withSink(saying(200, body));
  const sent = await webhook.send("text");
  expect(sent).toMatchObject({ result, problem: expect.stringContaining("not delivered") });
});

test.each([
  "ok",
  "1",
  "",
  '{"success":true}',
  '{"ok":true}',
  '{"name":"spaces/A/messages/B","text":"HTTP error"}',
])("F16: 200 %j is delivered", async (body) => {
  const { webhook } = await withSink(saying(200, body));
  expect(await webhook.send("text")).toEqual({ result: "delivered" });
});

test("F16: an answer without end is read for its beginning only", async () => {
  const { webhook } = await withSink((_, response) => {
    response.writeHead(200);
    const more = () => void (response.destroyed || response.write("x".repeat(65_536), more));
    more();
  });
  expect(await webhook.send("text")).toEqual({ result: "delivered" });
});
