import type { RowPart } from "../testing/row-part.ts";
import { describe, expect, test } from "vitest";
import { connectHere } from "../auth-link/connect-here.ts";
import { confirmConnectSession } from "../connect-session/confirm.ts";
import { addNote } from "../connect-session/add-note.ts";
import { tabOf } from "../connect-session/tabs.ts";
import { revealAuthLink } from "../auth-link/reveal.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { at, began, following } from "../testing/following.ts";
import { day, makeAttempt, minute } from "../testing/followed-row.ts";
import { voidConnectSession } from "../connect-session/void.ts";

const working = makeAccount({ id: "old-1", createdAt: began - day, updatedAt: began - day });
const maybe = "void_link_maybe_used";

/** A voided link that edits a working account. */
async function voided(row: RowPart = {}, edits = working) {
  const world = await following(at({ id: "a", accountId: "old-1", ...row }, edits));
  world.stackone.accounts = [edits];
  world.advance(minute);
  await world.check("a");
  await voidConnectSession(world.staff(), "a", {});
  world.stackone.calls.length = 0;
  const touch = () => {
    world.advance(minute);
    world.stackone.accounts = [{ ...edits, updatedAt: world.clock.now() }];
  };
  const codes = async () => (await world.get("a")).problems.map(({ code }) => code);
  const told = () =>
    world.store.stored.notifications().map(({ kind, facts }) => [kind, facts.codes]);
  return { ...world, touch, codes, told };
}

describe("W3: a voided link is followed until its end", () => {
  test("W3: its token is kept for the console alone: no reveal, no Connect here, no note that carries it", async () => {
    const world = await voided();
    expect(await world.store.connectSessions.readToken("a")).toBe("a");
    expect(await world.store.connectSessions.readSecrets("a")).toBeUndefined();
    await expect(revealAuthLink(world.staff(), "a")).rejects.toMatchObject({ code: "conflict" });
    await expect(connectHere(world.staff(), "a")).rejects.toMatchObject({ code: "conflict" });
    // StackOne's are longer than the one that stands for it here
    const token = "token-of-the-voided-link";
    await world.store.connectSessions.keepSecrets("a", { token, authLink: "https://link.test" });
    await world.store.connectSessions.wipeLink("a");
    const text = `its token is ${token}`;
    await expect(addNote(world.staff(), "a", { text })).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect((await world.get("a")).linkHeld).toBe(false);
  });

  test("W3: its attempt is asked for, and one that signs in says that it was used", async () => {
    const world = await voided();
    world.attempts["a"] = { readable: true, attempt: makeAttempt("pending", world.clock.now()) };
    const row = await world.check("a");
    expect(world.stackone.calls).toContain("readAttempt a");
    expect([row.progress, row.problems.map(({ code }) => code)]).toEqual(["void", [maybe]]);
    expect(world.told()).toEqual([["problem", [maybe]]]);
    const attempt = makeAttempt("authenticated", world.clock.now() + 1, { accountId: "old-1" });
    world.attempts["a"] = { readable: true, attempt };
    world.touch();
    const used = await world.check("a");
    expect(used.progress).toBe("connected_with_problem");
    expect(used.problems.map(({ code }) => code)).toEqual(["void_link_used"]);
  });

  test("W3: a sign-in that failed is a line, and no alarm any more", async () => {
    const world = await voided();
    world.attempts["a"] = { readable: true, attempt: makeAttempt("pending", world.clock.now()) };
    await world.check("a");
    world.attempts["a"] = { readable: true, attempt: makeAttempt("error", world.clock.now() + 1) };
    world.advance(minute);
    const row = await world.check("a");
    expect([row.progress, row.problems]).toEqual(["void", []]);
    expect(row.timeline?.[0]?.text).toContain("Sign-in failed");
  });

  test("W3: any touch of its account says that it may have been used, once, to its people and in their queue", async () => {
    const world = await voided();
    world.touch();
    const row = await world.check("a");
    expect(row.progress).toBe("void");
    expect(row.problems[0]?.code).toBe(maybe);
    expect(row.problems[0]?.message).toMatch(
      /^The voided link may have been used: check\. The account for Acme Corp at BambooHR was saved/,
    );
    expect(tabOf(await world.get("a"), world.clock.now())).toBe("attention");
    world.advance(minute);
    await world.check("a");
    expect(world.told()).toEqual([["problem", [maybe]]]);
    expect(row.timeline?.filter(({ code }) => code === maybe)).toHaveLength(1);
  });

  test("W3: a person says whether it was", async () => {
    const [used, not] = [await voided(), await voided()];
    for (const world of [used, not]) {
      world.touch();
      await world.check("a");
    }
    expect(await confirmConnectSession(used.staff(), "a", { done: true })).toMatchObject({
      progress: "connected_with_problem",
      problems: [{ code: "void_link_used" }],
    });
    expect(await confirmConnectSession(not.staff(), "a", { done: false })).toMatchObject({
      progress: "void",
      problems: [],
    });
    not.advance(minute);
    await not.check("a");
    expect(await not.codes()).toEqual([]);
    expect(tabOf(await not.get("a"), not.clock.now())).toBe("over");
    not.touch();
    await not.check("a");
    expect(await not.codes()).toEqual([maybe]);
  });

  test("W3: not what changes by itself, nor what was seen before it was withdrawn", async () => {
    const itself = await voided({ memory: { selfUpdating: ["old-1"] } });
    itself.touch();
    await itself.check("a");
    expect(await itself.codes()).toEqual([]);

    const world = await following(at({ id: "a", accountId: "old-1" }, working));
    world.stackone.accounts = [{ ...working, updatedAt: began + 1 }];
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("likely_connected");
    await voidConnectSession(world.staff(), "a", {});
    world.advance(minute);
    expect((await world.check("a")).problems).toEqual([]);
  });

  test("W3: the token is wiped when the link ends, and a proof still counts for a day", async () => {
    const world = await voided({}, { ...working, status: "error" });
    expect((await world.get("a")).nextCheckAt).toBeLessThanOrEqual(began + day);
    world.advance(day);
    await world.check("a");
    expect(await world.store.connectSessions.readToken("a")).toBeUndefined();
    world.stackone.accounts = [{ ...working, updatedAt: world.clock.now() }];
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("connected_with_problem");
  });

  test("W3: a link that was over when it was voided keeps nothing", async () => {
    const world = await following(at({ id: "a", expiresAt: began + minute }));
    world.advance(minute);
    await voidConnectSession(world.staff(), "a", {});
    expect(await world.store.connectSessions.readToken("a")).toBeUndefined();
  });
});
