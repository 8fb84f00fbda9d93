import { describe, expect, test } from "vitest";
import type { Presence, SignIn } from "../../auth/sign-in.ts";
import { fakeSignIn, nobody, signedIn } from "../testing/fake-sign-in.ts";
import { createTestApp } from "../testing/test-app.ts";

describe("what strangers can do to sign-in", () => {
  test.each(["no_attempt", "wrong_state"] as const)(
    "B22: %s is a page and a number, and writes nothing that stays",
    async (why) => {
      const finish = async () => ({ result: "refused", why, person: null, to: "/" }) as const;
      const { ask, store, logged } = createTestApp({ signIn: fakeSignIn(nobody, { finish }) });
      for (let index = 0; index < 301; index += 1) {
        const answer = await ask("GET", "/auth/callback?state=x&code=y");
        expect([answer.status, answer.body]).toEqual([
          400,
          expect.stringContaining("<h1>This sign-in is over</h1>"),
        ]);
      }
      expect(store.stored.audit()).toEqual([]);
      const lines = logged.filter(({ message }) => message === "a sign-in was refused");
      expect(lines).toHaveLength(301);
      expect(lines[0]).toMatchObject({ fields: { why, requestId: expect.any(String) } });
      expect((await ask("GET", "/metrics")).body).toContain(
        `sign_ins_refused_total{why="${why}"} 301`,
      );
      // nobody else is kept out by them
      expect((await ask("GET", "/auth/sign-in")).status).toBe(302);
      expect((await ask("POST", "/auth/sign-out")).status).toBe(200);
    },
  );

  test("B22: refusals of nobody in particular fill no more than ten entries a minute; of a person each", async () => {
    let person: { id: string; name: string } | null = null;
    const why = "provider_refused";
    const finish = async () => ({ result: "refused", why, person, to: "/" }) as const;
    const { ask, store, clock } = createTestApp({ signIn: fakeSignIn(nobody, { finish }) });
    const callTimes = async (times: number): Promise<number> => {
      const before = store.stored.audit().length;
      for (let index = 0; index < times; index += 1) await ask("GET", "/auth/callback");
      return store.stored.audit().length - before;
    };
    expect(await callTimes(25)).toBe(10);
    clock.time += 60_000;
    expect(await callTimes(25)).toBe(10);
    person = { id: "nils", name: "Nils" };
    expect(await callTimes(3)).toBe(3);
  });

  test("B22: whoever is signed in may sign out and in again, whatever strangers do", async () => {
    let presence: Presence = nobody;
    const signIn: SignIn = { ...fakeSignIn(nobody), presenceOf: async () => presence };
    const { ask } = createTestApp({ signIn });
    for (let index = 0; index < 300; index += 1) await ask("POST", "/auth/sign-out");
    expect((await ask("POST", "/auth/sign-out")).status).toBe(429);
    expect((await ask("GET", "/auth/sign-in")).status).toBe(429);
    presence = signedIn;
    expect((await ask("POST", "/auth/sign-out")).status).toBe(200);
    expect((await ask("GET", "/auth/sign-in")).status).toBe(302);
  });

  test.each([
    // what a client writes itself stands before what the proxies add
    [0, (index: number) => `198.51.100.${index}`, 429],
    [1, (index: number) => `198.51.100.${index}`, 302],
    [1, (index: number) => `198.51.100.${index}:4711`, 302],
    [1, (index: number) => `[2001:db8::${index}]:4711`, 302],
    [1, (index: number) => `198.51.100.${index}, 203.0.113.9`, 429],
    [2, (index: number) => `198.51.100.${index}, 203.0.113.9`, 302],
    [2, (index: number) => `198.51.100.${index}`, 429],
    [1, (index: number) => `somebody-${index}`, 429],
  ])(
    "B22: with %i trusted hops addresses are told apart as far as they can be believed",
    async (trustedHops, addressOf, status) => {
      const { ask } = createTestApp({ signIn: fakeSignIn(nobody), trustedHops });
      const ofStranger = (index: number) => ({ "x-forwarded-for": addressOf(index) });
      for (let index = 0; index < 300; index += 1)
        await ask("GET", "/auth/sign-in", undefined, ofStranger(1));
      const colleague = await ask("GET", "/auth/sign-in", undefined, ofStranger(2));
      expect(colleague.status).toBe(status);
    },
  );
});
