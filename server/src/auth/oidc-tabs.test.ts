import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeProvider, Jar, signInAt, startFakeProvider } from "./testing/fake-provider.ts";

let provider: FakeProvider;
beforeEach(async () => {
  provider = await startFakeProvider();
});
afterEach(() => provider.stop());

const signedIn = { result: "signed_in", staff: { id: "una", role: "admin" } };

describe("F1: several tabs at once", () => {
  test.each([
    ["in order", [0, 1, 2]],
    ["the other way round", [2, 1, 0]],
    ["mixed", [1, 2, 0]],
  ])("each lands where it was, %s", async (_, order) => {
    const { begin, finish } = signInAt(provider);
    const jar = new Jar();
    const paths = ["/owners?q=a", "/audit", "/connect-sessions/x"];
    const tabs = await Promise.all(paths.map((path) => begin(jar, path)));
    for (const index of order)
      expect(await finish(jar, tabs[index]?.query ?? "")).toMatchObject({
        ...signedIn,
        to: paths[index],
      });
    expect([...jar.cookies.keys()]).toEqual(["__Host-connect-console-sign-in"]);
  });

  test("an answer of another or a forged one clears nothing", async () => {
    const { begin, finish } = signInAt(provider);
    const [jar, other] = [new Jar(), new Jar()];
    const mine = await begin(jar, "/audit");
    const theirs = await begin(other, "/owners");
    const before = [...jar.cookies];
    for (const query of [
      "",
      "?state=forged&code=x",
      "?state=&error=access_denied",
      theirs.query,
      `?error=access_denied&state=${"s".repeat(43)}`,
    ]) {
      const answer = await finish(jar, query);
      expect(answer).toMatchObject({ result: "refused", why: "wrong_state", to: "/" });
      expect([...jar.cookies]).toEqual(before);
    }
    expect(await finish(jar, mine.query)).toMatchObject({ ...signedIn, to: "/audit" });
  });

  test("an attempt's own answer ends it, also one that says no", async () => {
    const { begin, finish } = signInAt(provider);
    const jar = new Jar();
    const [one, two] = [await begin(jar, "/audit"), await begin(jar, "/owners")];
    const state = one.url.searchParams.get("state");
    expect(await finish(jar, `?state=${state}&error=access_denied`)).toMatchObject({
      why: "provider_refused",
      to: "/audit",
    });
    expect(await finish(jar, one.query)).toMatchObject({ why: "wrong_state" });
    expect(await finish(jar, two.query)).toMatchObject({ ...signedIn, to: "/owners" });
    expect(await finish(jar, two.query)).toMatchObject({ why: "no_attempt" });
  });

  test("a cookie under another attempt's name is no attempt", async () => {
    const { begin, finish } = signInAt(provider);
    const jar = new Jar();
    const [one, two] = [await begin(jar), await begin(jar)];
    jar.keep({ ...one.attempt, value: two.attempt.value });
    expect(await finish(jar, one.query)).toMatchObject({ why: "wrong_state" });
  });

  test("twelve tabs have room; beyond it the oldest goes, and a request's cookies stay under 6 kB", async () => {
    const { begin, finish, clock } = signInAt(provider);
    const jar = new Jar();
    const tabs = [];
    for (let index = 0; index < 60; index += 1) {
      tabs.push(await begin(jar, `/connect-sessions?q=${index}`));
      clock.time += 1000;
      if (index === 11) expect(jar.cookies.size).toBe(12);
      const sent = [...jar.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      expect(sent.length).toBeLessThan(6000);
    }
    expect(await finish(jar, tabs.at(-1)?.query ?? "")).toMatchObject(signedIn);
    expect(await finish(jar, tabs.at(-12)?.query ?? "")).toMatchObject(signedIn);
    expect(await finish(jar, tabs[0]?.query ?? "")).toMatchObject({ why: "wrong_state" });
  });
});
