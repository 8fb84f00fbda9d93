import { randomBytes } from "node:crypto";
import { decodeProtectedHeader, EncryptJWT } from "jose";
import { describe, expect, test } from "vitest";
import { createCookieSeal } from "./sealed-cookie.ts";
import { createSignInCookies } from "./sign-in-cookie.ts";

const una = { id: "una", name: "Una", email: null, role: "admin" as const };
const hour = 3_600_000;

function setUp(secretKeys = [new Uint8Array(randomBytes(32))]) {
  const clock = { time: Date.parse("2026-05-01T12:00:00Z"), now: () => clock.time };
  const ended = new Set<string>();
  const idTokens = new Map<string, string>();
  const cookies = createSignInCookies({
    name: "sign-in",
    secretKeys,
    clock,
    signIns: {
      isEnded: async (id) => ended.has(id),
      keepIdToken: async (id, sealed) => void idTokens.set(id, sealed),
      idTokenOf: async (id) => idTokens.get(id),
    },
    lifetimes: { idle: 3600, absolute: 12 * 3600, renewEvery: 300 },
  });
  return { clock, ended, cookies };
}

describe("the cookie of a sign-in", () => {
  test("shows nothing of what is in it", async () => {
    const { cookies } = setUp();
    const { value } = await cookies.begin(una, undefined);
    expect(decodeProtectedHeader(value)).toEqual({
      alg: "dir",
      enc: "A256GCM",
      kid: expect.any(String),
    });
    expect(Buffer.from(value.split(".")[3] ?? "", "base64url").toString("latin1")).not.toContain(
      "una",
    );
  });

  test("ends after an hour without a request", async () => {
    const { clock, cookies } = setUp();
    const { value, maxAge } = await cookies.begin(una, undefined);
    expect(maxAge).toBe(3600);
    clock.time += hour - 1000;
    expect(await cookies.presenceOf(value)).toMatchObject({ state: "signed_in", staff: una });
    clock.time += 1000;
    expect(await cookies.presenceOf(value)).toEqual({ state: "nobody" });
  });

  test("is renewed by activity, not more often than each five minutes, and never beyond twelve hours", async () => {
    const { clock, cookies } = setUp();
    const begun = clock.time;
    let { value } = await cookies.begin(una, undefined);
    clock.time += 299_000;
    expect(await cookies.presenceOf(value)).not.toHaveProperty("renew");
    let last = 0;
    for (;;) {
      clock.time += 30 * 60_000;
      const presence = await cookies.presenceOf(value);
      if (presence.state !== "signed_in") break;
      last = clock.time;
      if (presence.renew) ({ value } = await presence.renew());
    }
    expect(last - begun).toBeLessThan(12 * hour);
    expect(last - begun).toBeGreaterThan(11 * hour);
  });

  test("is worth nothing once it was ended", async () => {
    const { ended, cookies } = setUp();
    const { value } = await cookies.begin(una, undefined);
    const presence = await cookies.presenceOf(value);
    if (presence.state !== "signed_in" || presence.signInId === null)
      throw new Error("not signed in");
    ended.add(presence.signInId);
    expect(await cookies.presenceOf(value)).toEqual({ state: "nobody" });
  });

  test("outlives the rotation of the key, until the old key is dropped", async () => {
    const [old, fresh] = [new Uint8Array(randomBytes(32)), new Uint8Array(randomBytes(32))];
    const { value } = await setUp([old]).cookies.begin(una, undefined);
    expect((await setUp([fresh, old]).cookies.presenceOf(value)).state).toBe("signed_in");
    expect((await setUp([fresh]).cookies.presenceOf(value)).state).toBe("nobody");
    const renewed = await setUp([fresh, old]).cookies.begin(una, undefined);
    expect((await setUp([fresh]).cookies.presenceOf(renewed.value)).state).toBe("signed_in");
  });

  test("F5: is as small with the provider's token as without, and finds it again", async () => {
    const { cookies, clock } = setUp();
    const without = await cookies.begin(una, undefined);
    for (const size of [1500, 2550, 6000]) {
      const { value } = await cookies.begin(una, "x".repeat(size));
      expect(value.length).toBe(without.value.length);
      expect(await cookies.idTokenOf(value)).toBe("x".repeat(size));
      clock.time += hour;
      expect(await cookies.idTokenOf(value)).toBeUndefined();
      clock.time -= hour;
    }
    const endless = await cookies.begin(una, "x".repeat(6001));
    expect(await cookies.idTokenOf(endless.value)).toBeUndefined();
    expect(await cookies.presenceOf(endless.value)).toMatchObject({ state: "signed_in" });
  });

  test("nothing else passes for one", async () => {
    const secret = new Uint8Array(randomBytes(32));
    const { clock, cookies } = setUp([secret]);
    const kept = { id: "1", staff: una, begunAt: clock.time, seenAt: clock.time };
    const ofAttempt = createCookieSeal([secret], "sign-in attempt");
    const { value } = await cookies.begin(una, undefined);
    const withRawKey = await new EncryptJWT(kept)
      .setProtectedHeader({
        alg: "dir",
        enc: "A256GCM",
        kid: decodeProtectedHeader(value).kid ?? "",
      })
      .setExpirationTime("1h")
      .encrypt(secret);
    const [head = "", ...rest] = value.split(".");
    for (const forged of [
      "",
      "a.b.c",
      await ofAttempt.seal(kept, clock.time + hour),
      withRawKey,
      [btoa(JSON.stringify({ alg: "none" })), ...rest].join("."),
      [head, ...rest.slice(0, -1), "AAAAAAAAAAAAAAAAAAAAAA"].join("."),
    ])
      expect(await cookies.presenceOf(forged)).toEqual({ state: "nobody" });
  });
});
