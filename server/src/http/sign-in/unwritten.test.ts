import { describe, expect, test } from "vitest";
import type { SignedIn, SignIn } from "../../auth/sign-in.ts";
import { StoreError, type StoreFailure } from "../../domain/ports/store-error.ts";
import { cookie, fakeSignIn, nobody, signedIn } from "../testing/fake-sign-in.ts";
import { createTestApp } from "../testing/test-app.ts";

const fails = (failure: StoreFailure) => () => Promise.reject(new StoreError(failure, "no room"));

function withText(text: unknown): string {
  return String(text).replaceAll(/\s+/g, " ");
}

describe("B17: a sign-in that can't be written down", () => {
  test.each([
    ["full", "The console&#39;s disk is full."],
    ["read_only", "The console can&#39;t write to its disk."],
  ] as const)(
    "%s: the answer of the provider ends at a page that says so, with a way on",
    async (failure, sentence) => {
      const { ask, store } = createTestApp({ signIn: fakeSignIn(nobody) });
      store.transaction = fails(failure);
      const { status, body, headers } = await ask("GET", "/auth/callback?code=1&state=2");
      expect(status).toBe(503);
      expect(withText(body)).toContain(sentence);
      expect(withText(body)).toContain("No one can sign in right now");
      expect(withText(body)).toContain("People who are signed in can go on reading");
      expect(withText(body)).toContain('href="/auth/sign-in?to=%2Fowners"');
      expect(headers.getSetCookie().join()).not.toContain(`${cookie.name}=${cookie.value}`);
    },
  );

  test("the same where what the sign-in needs later can't be kept", async () => {
    const finish = async () => ({
      result: "signed_in" as const,
      staff: signedIn.staff,
      to: "/owners",
      begin: fails("full"),
    });
    const { ask, store } = createTestApp({ signIn: fakeSignIn(nobody, { finish }) });
    expect((await ask("GET", "/auth/callback")).status).toBe(503);
    expect(store.stored.audit()).toEqual([]);
  });

  test("is said before the person goes to the provider, until the store takes entries again", async () => {
    const { ask, store } = createTestApp({ signIn: fakeSignIn(nobody) });
    const { ready, problem } = store;
    Object.assign(store, { ready: async () => false, problem: () => "full" });
    const refused = await ask("GET", "/auth/sign-in?to=/owners");
    expect([refused.status, withText(refused.body)]).toEqual([
      503,
      expect.stringContaining("disk is full"),
    ]);
    Object.assign(store, { ready, problem });
    expect((await ask("GET", "/auth/sign-in?to=/owners")).status).toBe(302);
  });

  test("another fault of the store is none of these", async () => {
    const { ask, store } = createTestApp({ signIn: fakeSignIn(nobody) });
    store.transaction = fails("corrupt");
    expect((await ask("GET", "/auth/callback")).status).toBe(500);
  });

  test("behind a proxy nobody comes in without the entry, by a second request neither", async () => {
    let isKnown = false;
    const presenceOf = async (): Promise<SignedIn> => {
      const isNew = !isKnown;
      isKnown = true;
      return { ...signedIn, isNew, forget: () => void (isKnown = false) };
    };
    const signIn: SignIn = { kind: "proxy", presenceOf };
    const { ask, store } = createTestApp({ signIn });
    const { transaction } = store;
    store.transaction = fails("full");
    for (let count = 0; count < 2; count += 1) {
      const api = await ask("GET", "/api/me");
      expect([api.status, api.body]).toMatchObject([503, { error: { code: "store_unavailable" } }]);
      for (const path of ["/owners", "/auth/sign-in?to=/owners"]) {
        const page = await ask("GET", path);
        expect([page.status, withText(page.body)]).toEqual([
          503,
          expect.stringContaining("disk is full"),
        ]);
      }
    }
    store.transaction = transaction;
    expect((await ask("GET", "/api/me")).status).toBe(200);
    expect(store.stored.audit()).toMatchObject([{ action: "sign_in", actor: { id: "una" } }]);
  });

  test("who is signed in reads on", async () => {
    const { ask, store } = createTestApp({ signIn: fakeSignIn(signedIn) });
    store.transaction = fails("full");
    for (const path of ["/", "/api/me", "/api/connect-sessions"])
      expect([path, (await ask("GET", path)).status]).toEqual([path, 200]);
  });
});
