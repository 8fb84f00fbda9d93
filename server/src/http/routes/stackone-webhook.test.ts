import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Secret } from "../../domain/ports/secret.ts";
import { makeRow } from "../../domain/testing/followed-row.ts";
import { createTestApp } from "../testing/test-app.ts";

const payload = {
  project_id: "acme-27270",
  account_id: "account-1",
  event: "account.created",
  event_date: "2026-05-01T12:00:00.000Z",
  record_type: "account",
  record_id: 17,
  provider: "bamboohr",
  origin_owner_id: "acme",
  setup_information: { subdomain: "acme" },
};
const sign = (body: string, secret = "one") =>
  createHmac("sha256", secret).update(body).digest("base64url");

/** A console that takes webhooks signed by "one" or "two", with an open row of the owner acme. */
async function taking(secrets = ["one", "two"]) {
  const pending: Promise<void>[] = [];
  const webhooks = {
    secrets: secrets.map((secret) => new Secret(secret)),
    afterwards: (work: Promise<void>) => void pending.push(work),
  };
  const made = createTestApp({ webhooks });
  await made.store.connectSessions.insert(makeRow({ expiresAt: null }));
  return {
    ...made,
    /** The status and what came of it, after the work that follows the answer. */
    async send(body: string, headers: Record<string, string> = {}, path = "/hooks/stackone") {
      const signed = { "x-stackone-signature": sign(body), ...headers };
      const { status } = await made.ask("POST", path, body, signed);
      await Promise.all(pending);
      return status;
    },
    async counted(result: string) {
      const { body } = (await made.ask("GET", "/metrics")) as { body: string };
      return new RegExp(`stackone_webhooks_total{result="${result}"} (\\d+)`).exec(body)?.[1];
    },
  };
}
const text = JSON.stringify(payload);

describe("POST /hooks/stackone", () => {
  test("a signed event makes the console look at that owner, and its time is kept", async () => {
    const { send, webhookReceived, store, clock, counted } = await taking();
    expect(await send(text)).toBe(204);
    expect(webhookReceived).toEqual(["acme"]);
    expect(await store.lastWebhookAt()).toBe(clock.time);
    expect(await counted("accepted")).toBe("1");
  });

  test("needs neither sign-in, media type, Host nor origin", async () => {
    const { send } = await taking();
    const headers = { host: "hooks.example", "content-type": "", "sec-fetch-site": "cross-site" };
    expect(await send(text, headers)).toBe(204);
  });

  test.each([
    ["the second secret", text, sign(text, "two"), 204],
    ["padding", text, `${sign(text)}=`, 204],
    ["an unknown secret", text, sign(text, "three"), 401],
    ["another body", text.replace("acme", "evil"), sign(text), 401],
    ["the same JSON in other bytes", `${text} `, sign(text), 401],
    ["a signature in hex", text, createHmac("sha256", "one").update(text).digest("hex"), 401],
    ["an empty signature", text, "", 401],
    ["a long signature", text, "A".repeat(5000), 401],
  ])("%s", async (_, body, signature, status) => {
    const { send, webhookReceived, store, counted } = await taking();
    expect(await send(body, { "x-stackone-signature": signature })).toBe(status);
    expect(webhookReceived).toEqual(status === 204 ? ["acme"] : []);
    expect((await store.lastWebhookAt()) === null).toBe(status === 401);
    expect(await counted("refused")).toBe(status === 401 ? "1" : undefined);
  });

  test("without a signature 401, without secrets 404", async () => {
    const { ask } = await taking();
    expect((await ask("POST", "/hooks/stackone", text)).status).toBe(401);
    expect((await ask("GET", "/hooks/stackone")).status).toBe(404);
    const none = await taking([]);
    expect(await none.send(text, { host: "hooks.example" })).toBe(404);
  });

  test.each([60_000, 65_000, 300_000, 1_000_000])(
    "F21: one with %i letters more than its ids is taken",
    async (letters) => {
      const large = JSON.stringify({
        ...payload,
        setup_information: { text: "x".repeat(letters) },
      });
      const { send, webhookReceived, counted } = await taking();
      expect(await send(large)).toBe(204);
      expect(webhookReceived).toEqual(["acme"]);
      expect(await counted("accepted")).toBe("1");
    },
  );

  test("F21: one over 1 MB is refused, and counted", async () => {
    const large = JSON.stringify({ ...payload, more: "x".repeat(1_100_000) });
    const { send, webhookReceived, counted } = await taking();
    expect(await send(large)).toBe(413);
    expect(webhookReceived).toEqual([]);
    expect(await counted("too_large")).toBe("1");
  });

  test("F21: a slash at the end is the same address", async () => {
    const { ask, send, webhookReceived } = await taking();
    const headers = { "x-stackone-signature": sign(text) };
    expect(await send(text, headers, "/hooks/stackone/")).toBe(204);
    expect(webhookReceived).toEqual(["acme"]);
    expect((await ask("POST", "/hooks/stackone/", text)).status).toBe(401);
    const none = await taking([]);
    expect((await none.ask("POST", "/hooks/stackone/", text, headers)).status).toBe(404);
  });

  test.each([
    "not JSON",
    "null",
    "[]",
    '{"event":"account.created"}',
    '{"event":7,"account_id":"a"}',
    '{"event":"account.updated","account_id":{"$gt":""}}',
  ])("signed, but of no known shape: %s", async (body) => {
    const { send, webhookReceived, logged, counted } = await taking();
    expect(await send(body)).toBe(204);
    expect(webhookReceived).toEqual([]);
    expect(await counted("unreadable")).toBe("1");
    expect(logged.map(({ message }) => message)).toContain("a signed webhook could not be read");
  });

  test("an unknown event does nothing", async () => {
    const { send, webhookReceived, counted } = await taking();
    expect(await send(JSON.stringify({ ...payload, event: "request.failed" }))).toBe(204);
    expect(webhookReceived).toEqual([]);
    expect(await counted("unknown")).toBe("1");
  });

  test("numbers are ids too, and the record stands for a missing account", async () => {
    const { send, webhookReceived } = await taking();
    expect(await send(JSON.stringify({ ...payload, account_id: 4711 }))).toBe(204);
    expect(await send(JSON.stringify({ ...payload, account_id: undefined }))).toBe(204);
    expect(webhookReceived).toEqual(["acme", "acme"]);
  });

  test("a store that fails is the log's matter, the answer was given", async () => {
    const { send, store, logged } = await taking();
    store.noteWebhook = () => Promise.reject(new Error("disk I/O error"));
    expect(await send(text)).toBe(204);
    expect(logged.map(({ message }) => message)).toContain("a webhook could not be taken");
  });
});
