import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createDurableLog } from "./durable-log.ts";
import { openStore } from "../open-store.ts";
import { start, temporaryDirectory } from "../testing/fixtures.ts";

/** A log whose disk answers when the test says so. */
function slowDisk() {
  const file = join(temporaryDirectory(), "log");
  writeFileSync(file, "");
  const asked: PromiseWithResolvers<void>[] = [];
  const log = createDurableLog(file, () => {
    const answer = Promise.withResolvers<void>();
    asked.push(answer);
    return answer.promise;
  });
  onTestFinished(log.close);
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { log, asked, turn };
}

test("the disk is waited for once by all who wait at the same time", async () => {
  const { log, asked, turn } = slowDisk();
  log.wrote();
  const both = Promise.all([log.flush(), log.flush()]);
  await turn();
  expect(asked.length).toBe(1);
  asked[0]?.resolve();
  await both;
  await log.flush();
  expect(asked.length).toBe(1);
});

test("what is committed while the disk is at work waits for the next time", async () => {
  const { log, asked, turn } = slowDisk();
  log.wrote();
  const first = log.flush();
  await turn();
  log.wrote();
  let done = false;
  const second = log.flush().then(() => (done = true));
  asked[0]?.resolve();
  await first;
  await turn();
  expect([asked.length, done]).toEqual([2, false]);
  asked[1]?.resolve();
  await second;
});

test("who wrote nothing new still waits for what is under way", async () => {
  const { log, asked, turn } = slowDisk();
  log.wrote();
  const first = log.flush();
  await turn();
  let done = false;
  const reader = log.flush().then(() => (done = true));
  await turn();
  expect(done).toBe(false);
  asked[0]?.resolve();
  await Promise.all([first, reader]);
  expect(asked.length).toBe(1);
});

test("a disk that fails is told to all who waited, and asked again by the next", async () => {
  const { log, asked, turn } = slowDisk();
  log.wrote();
  const both = Promise.allSettled([log.flush(), log.flush()]);
  await turn();
  asked[0]?.reject(new Error("EIO"));
  for (const { status, ...rest } of await both) {
    expect(status).toBe("rejected");
    expect(rest).toMatchObject({ reason: { name: "StoreError", failure: "failed" } });
  }
  const again = log.flush();
  await turn();
  asked[1]?.resolve();
  await again;
});

test("neither a transaction nor a single write is answered before the disk has it", async () => {
  const directory = temporaryDirectory();
  const order: string[] = [];
  const store = await openStore({
    directory,
    secretKeys: [new Uint8Array(32)],
    clock: { now: () => start },
    sync: async () => void order.push("on the disk"),
  });
  onTestFinished(() => store.close());
  order.length = 0;
  await store.transaction((tx) => tx.idempotency.deleteOlderThan(start));
  order.push("transaction answered");
  await store.noteWebhook(start);
  order.push("write answered");
  expect(order).toEqual(["on the disk", "transaction answered", "on the disk", "write answered"]);
});
