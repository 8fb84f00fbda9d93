import { describe, expect, test } from "vitest";
import { lastWebhookAt, takeWebhook, type Webhook } from "./receive-webhook.ts";
import { makeRow, minute, start } from "../testing/followed-row.ts";
import { createTestConsole } from "../testing/test-console.ts";

async function taking() {
  const world = createTestConsole();
  world.advance(start - world.clock.now());
  const ctx = { ...world.tracker, actor: { kind: "webhook" as const } };
  const event = {
    event: "account.updated",
    accountId: "account-1",
    eventDate: "2026-11-20T14:00:00.000Z",
    ownerId: "acme",
  };
  return {
    ...world,
    ctx,
    take: (part: Partial<Webhook>) => takeWebhook(ctx, { ...event, ...part }),
  };
}

describe("takeWebhook", () => {
  test("looks at the owner's rows once for a repeated event, and again for a later or an earlier one", async () => {
    const { store, take, webhookReceived } = await taking();
    await store.connectSessions.insert(makeRow({ id: "a" }));
    await store.connectSessions.insert(makeRow({ id: "b" }));
    expect(await take({})).toBe("accepted");
    expect(await take({})).toBe("repeated");
    expect(await take({ eventDate: "2026-11-20T14:00:01.000Z" })).toBe("accepted");
    expect(await take({ eventDate: "2026-11-19T14:00:00.000Z" })).toBe("accepted");
    expect(await take({ event: "account.deleted" })).toBe("accepted");
    expect(webhookReceived).toEqual(Array(4).fill("acme account-1"));
  });

  test("an event without a date is never taken for a repeated one", async () => {
    const { store, take, webhookReceived } = await taking();
    await store.connectSessions.insert(makeRow());
    await take({ eventDate: null });
    await take({ eventDate: null });
    expect(webhookReceived).toHaveLength(2);
  });

  test("without an owner, the rows whose account it is", async () => {
    const { store, take, webhookReceived } = await taking();
    await store.connectSessions.insert(makeRow({ id: "edits", accountId: "account-1" }));
    const owner = { id: "globex", name: "Globex" };
    const followed = { progress: "connected" as const, followUntil: start + minute, owner };
    await store.connectSessions.insert(makeRow({ id: "made", ...followed }));
    await store.connectSessions.claim({
      accountId: "account-1",
      change: "created",
      connectSessionId: "made",
    });
    await take({ ownerId: null });
    expect(webhookReceived.toSorted()).toEqual(["acme account-1", "globex account-1"]);
    await take({ ownerId: null, accountId: "account-2" });
    expect(webhookReceived).toHaveLength(2);
  });

  test("neither owners without rows nor closed rows are looked at", async () => {
    const { store, take, webhookReceived } = await taking();
    await store.connectSessions.insert(makeRow({ progress: "void", followUntil: start - 1 }));
    await take({});
    await take({ ownerId: "nobody" });
    expect(webhookReceived).toEqual([]);
  });

  test("ten thousand events are remembered, not more", async () => {
    const { take } = await taking();
    for (let one = 0; one <= 10_000; one += 1) await take({ eventDate: String(one) });
    expect(await take({ eventDate: "10000" })).toBe("repeated");
    expect(await take({ eventDate: "1" })).toBe("repeated");
    expect(await take({ eventDate: "0" })).toBe("accepted");
  });

  test("the time of the last one is exact, and written once a second", async () => {
    const { store, ctx, take, advance, clock } = await taking();
    let writes = 0;
    const note = store.noteWebhook;
    store.noteWebhook = (at) => {
      writes += 1;
      return note(at);
    };
    expect(await lastWebhookAt(ctx)).toBeNull();
    for (let one = 0; one < 100; one += 1) {
      await take({ eventDate: String(one) });
      advance(10);
    }
    expect(writes).toBe(1);
    expect(await lastWebhookAt(ctx)).toBe(clock.now() - 10);
    await takeWebhook(ctx, null);
    expect(writes).toBe(2);
  });
});
