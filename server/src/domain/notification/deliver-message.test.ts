import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliverNextMessage, resumeDelivery } from "./deliver-message.ts";
import type { Sent } from "../ports/message-sink.ts";
import { readSettings } from "./read-settings.ts";
import { sendTestMessage } from "./send-test-message.ts";
import { createTestConsole } from "../testing/test-console.ts";

const url = "https://console.test";
const minute = 60_000;
const failed = (part: Partial<Extract<Sent, { result: "failed" }>> = {}): Sent => ({
  result: "failed",
  problem: "The webhook answers 500.",
  mayHaveActed: false,
  retryAfter: null,
  ...part,
});

/** A webhook that answers what it is told to, else takes the message. */
function sending(...answers: Sent[]) {
  const texts: string[] = [];
  const taken: string[] = [];
  const webhook = {
    host: "hooks.test",
    async send(text: string): Promise<Sent> {
      texts.push(text);
      const answer = answers.shift() ?? { result: "delivered" };
      if (answer.result === "delivered") taken.push(text);
      return answer;
    },
  };
  const console = createTestConsole({ webhook });
  const put = (id: string, name = "Acme") =>
    console.store.outbox.put({
      id,
      at: console.clock.now(),
      kind: "connected",
      facts: { owner: { id, name }, provider: "Okta", label: null, type: "production", codes: [] },
      connectSessionId: id,
      accountId: null,
      recipients: ["Dana", "Kim"],
    });
  const step = () => deliverNextMessage(console, webhook, url);
  const settle = async () => {
    for (let steps = 0; steps < 10_000; steps += 1)
      if (!(await step())) {
        if ((await console.store.outbox.waiting()) === 0) return;
        console.advance(1000);
      }
  };
  const delivery = async () => (await readSettings(console.staff())).webhook.delivery;
  return { ...console, put, step, settle, delivery, texts, taken, webhook };
}

test("the message names whom it concerns, what, and the console's page; a name calls nobody", async () => {
  const at = sending();
  await at.put("one", "<!channel> A&B\nhttps://evil.test/?token=abc");
  await at.settle();
  expect(at.taken).toEqual([
    "For Dana and Kim: Okta of &lt;!channel&gt; A&amp;B [link] is connected.\nhttps://console.test/connect-sessions/one",
  ]);
});

test("whatever fails first, each message is taken once, in order", async () => {
  const trouble = fc.constantFrom<Sent>(
    failed(),
    failed({ problem: "The webhook could not be reached.", mayHaveActed: false }),
    failed({ problem: "The webhook did not answer in time.", mayHaveActed: true }),
    failed({ retryAfter: 30 }),
    { result: "delivered" },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(trouble, { maxLength: 15 }),
      fc.integer({ min: 1, max: 5 }),
      async (answers, messages) => {
        const at = sending(...answers);
        const ids = Array.from({ length: messages }, (_, index) => `m${index}`);
        for (const id of ids) await at.put(id);
        for (const id of ids) await at.put(id);
        await at.settle();
        expect(at.taken.map((text) => text.split("/").at(-1))).toEqual(ids);
        expect(await at.delivery()).toMatchObject({ state: "ready", problem: null, waiting: 0 });
      },
    ),
    { numRuns: 200 },
  );
});

test("each failure waits longer, and as long as the other side asks", async () => {
  const at = sending(failed(), failed(), failed(), failed({ retryAfter: 90 }));
  await at.put("one");
  const waits: number[] = [];
  for (let tries = 0; tries < 4; tries += 1) {
    const before = at.clock.now();
    while (!(await at.step())) at.advance(500);
    waits.push(at.clock.now() - before);
  }
  expect(waits).toEqual([0, 1000, 2000, 4000]);
  expect(await at.delivery()).toMatchObject({
    state: "retrying",
    problem: "The webhook answers 500.",
    failingSince: "2026-01-15T12:00:00.000Z",
    waiting: 1,
  });
  at.advance(89_000);
  expect(await at.step()).toBe(false);
  at.advance(1000);
  expect(await at.step()).toBe(true);
  expect(at.taken).toHaveLength(1);
});

test("a try that was not answered, or not written down before a crash, makes the next one say so", async () => {
  const at = sending(failed({ mayHaveActed: true }), failed());
  await at.put("one");
  await at.settle();
  expect(at.texts.map((text) => text.includes("Perhaps for the second time"))).toEqual([
    false,
    true,
    true,
  ]);
  await at.put("two");
  at.store.failTransactions(0);
  await expect(at.step()).rejects.toThrow("disk I/O error");
  await at.settle();
  expect(at.taken.slice(-1)[0]).toContain("Perhaps for the second time");
});

test("the address is gone: nothing is sent until a restart or a test message that arrives; what waits a day is given up", async () => {
  const refused: Sent = { result: "refused", problem: "The webhook answers 404.", gone: true };
  const at = sending(refused, refused, refused);
  await at.put("one");
  expect([await at.step(), await at.step()]).toEqual([true, false]);
  at.advance(60 * minute);
  expect(await at.step()).toBe(false);
  expect(await at.delivery()).toMatchObject({
    state: "stopped",
    problem: "The webhook answers 404.",
    failingSince: "2026-01-15T12:00:00.000Z",
    waiting: 1,
  });
  await resumeDelivery(at);
  expect([await at.step(), await at.step()]).toEqual([true, false]);

  expect(await sendTestMessage(at.staff(), url)).toEqual({
    delivered: false,
    problem: "The webhook answers 404.",
  });
  expect(await at.step()).toBe(false);
  at.advance(24 * 60 * minute);
  await at.put("two");
  expect(await at.step()).toBe(true);
  expect(await at.delivery()).toMatchObject({ waiting: 1, gaveUp: 1 });
  expect(await sendTestMessage(at.staff(), url)).toEqual({ delivered: true, problem: null });
  await at.settle();
  expect(at.taken.map((text) => text.split("/").at(-1))).toEqual(["settings", "two"]);
  expect(at.audited()).toEqual([
    "settings.test_message failed webhook null",
    "settings.test_message done webhook null",
  ]);
});

test("a test message is an admin's, and needs a webhook; only admins see how it stands", async () => {
  const at = sending();
  await expect(sendTestMessage(at.staff("support"), url)).rejects.toMatchObject({
    code: "not_allowed",
  });
  expect((await readSettings(at.staff("support"))).webhook).toEqual({
    configured: true,
    delivery: null,
  });
  const without = createTestConsole();
  await expect(sendTestMessage(without.staff(), url)).rejects.toMatchObject({ code: "conflict" });
  expect(without.audited()).toEqual(["settings.test_message refused webhook null"]);
});

describe("F16: a message that the channel refuses", () => {
  const refused: Sent = {
    result: "refused",
    problem: "The webhook answers 400: invalid_payload.",
    gone: false,
  };
  const delivered: Sent = { result: "delivered" };
  const ids = (at: ReturnType<typeof sending>) => at.taken.map((text) => text.split("/").at(-1));

  test("is put aside, counted and shown, and the next ones are sent at once", async () => {
    const at = sending(delivered, refused);
    for (const id of ["one", "two", "three", "four"]) {
      await at.put(id);
      at.advance(1);
    }
    for (let steps = 0; steps < 4; steps += 1) expect(await at.step()).toBe(true);
    expect(ids(at)).toEqual(["one", "three", "four"]);
    expect(await at.delivery()).toMatchObject({
      state: "ready",
      problem: null,
      waiting: 0,
      refused: 1,
      lastRefusal: refused.problem,
    });
    expect(await at.step()).toBe(false);
  });

  test("one now and then never stops delivery", async () => {
    const at = sending(...Array.from({ length: 20 }, () => [refused, refused, delivered]).flat());
    for (let each = 0; each < 60; each += 1) await at.put(`m${String(each).padStart(2, "0")}`);
    await at.settle();
    expect(at.taken).toHaveLength(20);
    expect(await at.delivery()).toMatchObject({ state: "ready", refused: 40 });
  });

  test("three different ones in a row stop it; a test message that arrives, or a restart, begins anew", async () => {
    const at = sending(refused, refused, refused, delivered, refused);
    for (const id of ["a", "b", "c", "d", "e"]) await at.put(id);
    expect([await at.step(), await at.step(), await at.step(), await at.step()]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(await at.delivery()).toMatchObject({ state: "stopped", waiting: 2, refused: 3 });
    await sendTestMessage(at.staff(), url);
    expect([await at.step(), await at.step()]).toEqual([true, true]);
    expect(ids(at).slice(1)).toEqual(["e"]);
    expect(await at.delivery()).toMatchObject({ state: "ready", refused: 4, waiting: 0 });
  });
});

test.each([
  ["@channel", "@here and @all", "@dana"],
  ["*bold* **Bold**", "_it_ __it__", "~~gone~~ `code`"],
  [":tada:", ":+1: :man_dancing:", "a:b:c"],
  ["[click](https://evil.test)", "<!here>", "<@U123>"],
])(
  "F16: names such as %s call nobody and look like names, in Slack and its kin",
  async (...names) => {
    const at = sending();
    for (const [index, name] of names.entries()) await at.put(`m${index}`, name);
    await at.settle();
    for (const text of at.taken) {
      const [sentence = ""] = text.split("\n");
      expect(sentence).not.toMatch(
        /@[\p{L}\p{N}]|:[\w+-]+:|\]\(|[*`~<>]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u,
      );
    }
    const at2 = sending();
    await at2.put("plain", "acme_prod: a:b, 5 @ 3 & co");
    await at2.settle();
    expect(at2.taken[0]).toContain("acme_prod: a:b, 5 @ 3 &amp; co");
  },
);
