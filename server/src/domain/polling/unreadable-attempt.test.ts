import { describe, expect, test } from "vitest";
import { StackOneError } from "../ports/stackone.ts";
import { times } from "../progress/schedule.ts";
import { at, began, following } from "../testing/following.ts";
import { wipeEndedLinks } from "../auth-link/wipe-ended.ts";

const minute = 60_000;
const ending = (id: string) =>
  at({ id, stackoneId: `number of ${id}`, expiresAt: began + minute, endsAt: began + minute });

describe("A6: a link whose attempt cannot be read ends by the clock", () => {
  test.each(["unavailable", "rejected", "unauthorized"] as const)(
    "an attempt that fails at each look (%s): the accounts alone decide after the grace",
    async (failure) => {
      const world = await following(ending("a"), ending("b"));
      world.stackone.readAttempt = async () => {
        throw new StackOneError(failure, "no");
      };
      world.advance(minute + times.expiryGrace + 1);
      await expect(world.check("a")).rejects.toThrow();
      expect(await world.progress("a")).toBe("waiting");
      world.advance(times.pendingGrace);
      await expect(world.check("a")).rejects.toThrow();
      expect(await world.get("a")).toMatchObject({ progress: "expired", linkHeld: false });
      expect(await world.store.connectSessions.readToken("a")).toBeUndefined();
      expect(await world.progress("b")).toBe("expired");
    },
  );

  test("not readable: expired a minute after the end", async () => {
    const world = await following(ending("a"));
    world.attempts["a"] = { readable: false, status: 410 };
    world.advance(minute + times.expiryGrace + 1);
    expect(await world.check("a")).toMatchObject({ progress: "expired", linkHeld: false });
  });

  test("a row without number and token does not stop the others of its owner", async () => {
    const world = await following(ending("a"), at({ id: "b" }));
    world.store.stored.loseKeyOf("b");
    expect(await world.check("b")).toMatchObject({ progress: "waiting" });
    world.advance(minute + times.expiryGrace + 1);
    expect(await world.check("a")).toMatchObject({ progress: "expired" });
  });

  test("a token that cannot be decrypted leaves the number", async () => {
    const world = await following(ending("a"));
    const asked: unknown[] = [];
    world.stackone.readAttempt = async (session) => {
      asked.push(session);
      return { readable: true, attempt: null };
    };
    world.store.stored.loseKeyOf("a");
    await world.check("a");
    expect(asked).toEqual([{ number: "number of a", token: null, ended: false }]);
  });

  test("secrets go by the clock where no look ever succeeds", async () => {
    const world = await following(ending("a"), at({ id: "b" }));
    world.stackone.fail = { listAccountsOfOwners: new StackOneError("unavailable", "down") };
    world.stackone.readAttempt = async () => {
      throw new StackOneError("unavailable", "down");
    };
    world.advance(minute + times.pendingGrace);
    await wipeEndedLinks(world.tracker);
    expect((await world.get("a")).linkHeld).toBe(true);
    world.advance(3 * minute);
    await wipeEndedLinks(world.tracker);
    expect(await world.get("a")).toMatchObject({ linkHeld: false, progress: "waiting" });
    expect(await world.store.connectSessions.readSecrets("a")).toBeUndefined();
    expect((await world.get("b")).linkHeld).toBe(true);
    expect(world.changed.map(({ id }) => id)).toEqual(["a"]);
  });
});
