import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { onDemand } from "./on-demand.ts";
import { recordInteraction } from "./interaction.ts";
import { request, requestFile, signInEnded } from "./request.ts";

const Anything = z.object({ ok: z.boolean() });
let asked: [path: string, init: RequestInit][];
let events: EventTarget;
let ended: number;

/** The network answers so, in this order; the last answer stays. */
function answer(...answers: (() => Response)[]): void {
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push([path, init]);
    const next = answers.length > 1 ? answers.shift() : answers[0];
    if (!next) throw new TypeError("no answer");
    return next();
  });
}
const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status });
const html = (status: number) => () =>
  new Response("<p>Sign in</p>", {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
  });
/** what fetch gives for a redirect that it does not follow */
const redirect = () => {
  const response = new Response(null);
  Object.defineProperties(response, { type: { value: "opaqueredirect" }, ok: { value: false } });
  return response;
};
const headersOf = (index: number): Headers => new Headers(asked[index]?.[1].headers);

beforeEach(() => {
  asked = [];
  ended = 0;
  events = new EventTarget();
  events.addEventListener(signInEnded, () => (ended += 1));
  vi.stubGlobal("window", events);
  answer(json({ ok: true }));
});
afterEach(() => vi.unstubAllGlobals());

describe("A7: which requests follow a press", () => {
  test("the first after a press says so, and no other", async () => {
    await request(Anything, "/api/me");
    recordInteraction({ isTrusted: true });
    recordInteraction({ isTrusted: true });
    await request(Anything, "/api/owners", { body: {} });
    await request(Anything, "/api/stackone");
    expect([0, 1, 2].map((index) => headersOf(index).get("x-after-press"))).toEqual([
      null,
      "1",
      null,
    ]);
  });

  test("what a script does is no press", async () => {
    recordInteraction({ isTrusted: false });
    await request(Anything, "/api/me");
    expect(headersOf(0).has("x-after-press")).toBe(false);
  });

  test("a press whose request got no answer counts for the next", async () => {
    answer(
      () => {
        throw new TypeError("Failed to fetch");
      },
      json({ ok: true }),
    );
    recordInteraction({ isTrusted: true });
    await expect(request(Anything, "/api/me")).rejects.toMatchObject({ code: "unreachable" });
    await request(Anything, "/api/me");
    expect([headersOf(0), headersOf(1)].map((each) => each.get("x-after-press"))).toEqual([
      "1",
      "1",
    ]);
  });
});

describe("F8: an access proxy whose own session ended", () => {
  test("is asked as a script asks, and its redirect is not followed", async () => {
    await request(Anything, "/api/me");
    expect(headersOf(0).get("x-requested-with")).toBe("XMLHttpRequest");
    expect(asked[0]?.[1].redirect).toBe("manual");
  });

  test.each([
    ["a redirect to another origin", redirect],
    ["a page with 401", html(401)],
    ["a page with 200", html(200)],
    ["401 with a body of its own", json({ message: "no session" }, 401)],
    ["401 with nothing", () => new Response(null, { status: 401 })],
  ])("%s is the end of the sign-in", async (_, one) => {
    answer(one);
    for (const asking of [
      () => request(Anything, "/api/me"),
      () => request(Anything, "/api/owners", { body: {} }),
      () => requestFile("/api/owners.csv"),
      onDemand(async () => {
        throw new TypeError("Failed to fetch dynamically imported module");
      }),
    ])
      await expect(asking()).rejects.toMatchObject({ code: "not_signed_in" });
    expect(ended).toBe(4);
  });

  test.each([html(403), html(502), html(404), json({ message: "busy" }, 503)])(
    "what else stands before the console does not end it",
    async (one) => {
      answer(one);
      await expect(request(Anything, "/api/me")).rejects.toMatchObject({ code: "unreadable" });
      expect(ended).toBe(0);
    },
  );

  test("a part of the page that is gone from the server stays an error of its own", async () => {
    const me = {
      staff: { id: "una", name: "Una", email: null, role: "admin" },
      permissions: [],
      stackone: { kind: "simulator", host: "x" },
      signIn: "proxy",
    };
    answer(json(me));
    const gone = new TypeError("Failed to fetch dynamically imported module");
    const load = onDemand(async () => {
      throw gone;
    });
    await expect(load()).rejects.toBe(gone);
    expect(ended).toBe(0);
    await expect(onDemand(async () => 7)()).resolves.toBe(7);
  });
});
