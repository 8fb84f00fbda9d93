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
  });
});

test("a redirect is not followed, wherever it leads", async () => {
  const elsewhere = await withSink(say(200));
  const location = `http://127.0.0.1:${elsewhere.port}/`;
  const { webhook } = await withSink(say(307, { location }));
  expect(await webhook.send("text")).toEqual({
    result: "refused",
    problem: "The webhook answers 307, a redirect.",
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
