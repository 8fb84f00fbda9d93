import { describe, expect, test } from "vitest";
import { StackOneError } from "../domain/ports/stackone.ts";
import { makeAccount } from "../domain/testing/fake-stackone.ts";
import { makeAttempt, minute, start } from "../domain/testing/followed-row.ts";
import { at, ofOwner, tracking } from "./testing/tracking.ts";

const second = 1000;

describe("a webhook", () => {
  const linked = (at: number) =>
    makeAccount({ id: "new", createdAt: at, updatedAt: at, ownerId: "acme" });

  test("turns an unwatched row at once, and the timeline says what told of it", async () => {
    const world = await tracking([at("a")]);
    await world.checkDue();
    world.calls();
    world.advance(minute);
    world.stackone.accounts = [linked(world.clock.now())];
    world.live().webhookReceived("acme", "new");
    await world.checkDue();
    expect(await world.row("a")).toMatchObject({ progress: "connected" });
    const [newest] = await world.store.connectSessions.timeline("a");
    expect(newest).toMatchObject({ progress: "connected", evidence: "webhook" });
    expect(world.owners.splice(0).at(-1)).toEqual(["acme"]);
  });

  test("costs a read of accounts; the attempt keeps its own pace", async () => {
    const world = await tracking([at("a")]);
    world.watch("a");
    await world.checkDue();
    world.calls();
    world.live().webhookReceived("acme", "other");
    await world.checkDue();
    expect(world.calls()).toEqual(["listAccountsOfOwners"]);
    await world.checkDue();
    expect(world.calls()).toEqual([]);
  });

  test("of a customer who signs in reads the attempt as well", async () => {
    const world = await tracking([at("a")]);
    world.attempts["a"] = { readable: true, attempt: makeAttempt("pending", start) };
    world.watch("a");
    await world.checkDue();
    await world.pass(4 * second);
    world.calls();
    const accountId = "new";
    const attempt = makeAttempt("authenticated", world.clock.now(), { accountId });
    world.attempts["a"] = { readable: true, attempt };
    world.stackone.accounts = [linked(world.clock.now())];
    world.live().webhookReceived("acme", "new");
    await world.checkDue();
    expect(await world.row("a")).toMatchObject({
      progress: "connected",
      attempt: { status: "authenticated" },
    });
  });

  test("what another account did stays the account's evidence", async () => {
    const world = await tracking([at("a")]);
    await world.checkDue();
    world.advance(minute);
    world.stackone.accounts = [linked(world.clock.now())];
    world.live().webhookReceived("acme", "other");
    await world.checkDue();
    expect((await world.store.connectSessions.timeline("a"))[0]).toMatchObject({
      evidence: "account",
    });
  });

  test("a thousand for one owner are three looks in 15 seconds, and none is lost", async () => {
    const world = await tracking([at("a")]);
    await world.checkDue();
    world.calls();
    for (let one = 0; one < 1000; one += 1) {
      world.live().webhookReceived("acme", `account ${one}`);
      if (one % 100 === 0) await world.checkDue();
    }
    const lists = () => world.calls().filter((call) => call === "listAccountsOfOwners").length;
    expect(lists()).toBe(3);
    await world.pass(14 * second);
    expect(lists()).toBe(0);
    await world.pass(2 * second);
    expect(lists()).toBe(1);
    await world.pass(minute);
    expect(lists()).toBe(0);
  });

  test("for a hundred owners that nobody watches are two reads", async () => {
    const world = await tracking(Array.from({ length: 100 }, (_, one) => ofOwner(String(one))));
    await world.checkDue();
    world.calls();
    for (let one = 0; one < 100; one += 1) world.live().webhookReceived(`owner-${one}`, "account");
    await world.checkDue();
    expect(world.calls().filter((call) => call === "listAccountsOfOwners")).toHaveLength(2);
  });

  test("a look that fails is made up for", async () => {
    const world = await tracking([at("a")]);
    await world.checkDue();
    world.advance(minute);
    world.stackone.accounts = [linked(world.clock.now())];
    world.stackone.fail["listAccountsOfOwners"] = new StackOneError("unavailable", "502");
    world.live().webhookReceived("acme", "new");
    await world.checkDue();
    delete world.stackone.fail["listAccountsOfOwners"];
    await world.pass(6 * second);
    expect((await world.store.connectSessions.timeline("a"))[0]).toMatchObject({
      evidence: "webhook",
    });
  });

  test("while StackOne asks to wait nobody asks", async () => {
    const world = await tracking([at("a")]);
    await world.checkDue();
    const { fail } = world.stackone;
    fail["listAccountsOfOwners"] = new StackOneError("rate_limited", "429", { retryAfter: 30 });
    world.live().webhookReceived("acme", "new");
    await world.checkDue();
    world.calls();
    world.live().webhookReceived("acme", "new");
    await world.pass(29 * second);
    expect(world.calls()).toEqual([]);
    delete fail["listAccountsOfOwners"];
    await world.pass(2 * second);
    expect(world.calls()).toContain("listAccountsOfOwners");
  });

  test("of an owner without rows asks nothing", async () => {
    const world = await tracking([]);
    world.live().webhookReceived("nobody", "account");
    await world.pass(2 * second);
    expect(world.calls()).toEqual([]);
  });
});
