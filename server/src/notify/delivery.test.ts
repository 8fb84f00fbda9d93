import { expect, test } from "vitest";
import type { Sent } from "../domain/ports/message-sink.ts";
import { createTestConsole } from "../domain/testing/test-console.ts";
import { createDelivery } from "./delivery.ts";

const facts = {
  owner: { id: "acme", name: "Acme" },
  provider: null,
  label: null,
  type: "test" as const,
  codes: [],
};

test("at the end what is under way is waited for, and written down", async () => {
  let answer: (sent: Sent) => void = () => {};
  const texts: string[] = [];
  let arrived = (): void => {};
  const begun = new Promise<void>((resolve) => (arrived = resolve));
  const webhook = {
    host: "hooks.test",
    stop: () => answer({ result: "delivered" }),
    send: (text: string) => {
      texts.push(text);
      arrived();
      return new Promise<Sent>((resolve) => (answer = resolve));
    },
  };
  const console = createTestConsole({ webhook });
  const put = (id: string) =>
    console.store.outbox.put({
      id,
      at: console.clock.now(),
      kind: "connected",
      facts,
      connectSessionId: null,
      accountId: null,
      recipients: ["Dana"],
    });
  await put("one");
  await put("two");
  const delivery = createDelivery(console, webhook, "https://console.test");
  delivery.start();
  await begun;
  const stopped = delivery.stop();
  answer({ result: "delivered" });
  await stopped;
  expect(texts).toEqual([
    "[TEST] For Dana: Acme is connected.\nhttps://console.test/notifications",
  ]);
  expect(await console.store.outbox.waiting()).toBe(1);
});

test("a store that fails ends nothing: the next round delivers", async () => {
  let arrived = (): void => {};
  const done = new Promise<void>((resolve) => (arrived = resolve));
  const webhook = {
    host: "hooks.test",
    stop: () => {},
    send: async (): Promise<Sent> => {
      arrived();
      return { result: "delivered" };
    },
  };
  const console = createTestConsole({ webhook });
  const next = console.store.outbox.next;
  let failures = 1;
  console.store.outbox.next = () => {
    if (failures === 0) return next();
    failures -= 1;
    return Promise.reject(new Error("disk I/O error"));
  };
  await console.store.outbox.put({
    id: "one",
    at: console.clock.now(),
    kind: "connected",
    facts,
    connectSessionId: "one",
    accountId: null,
    recipients: ["Dana"],
  });
  const delivery = createDelivery(console, webhook, "https://console.test");
  delivery.start();
  await done;
  await delivery.stop();
  expect(console.logged).toMatchObject([
    { fields: { reason: "disk I/O error" }, message: "a message could not be delivered" },
  ]);
});
