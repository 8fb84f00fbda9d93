import { describe, expect, test } from "vitest";
import type { SessionHandle } from "../domain/ports/stackone.ts";
import { byToken, json, no, setUp, token } from "./testing/fake-stackone.ts";

const attempt = { id: "at1", status: "pending" };
const live: SessionHandle = { number: "17", token, ended: false };
const other: SessionHandle = { ...live, number: "18" };

/** A StackOne that answers each way with a status; 200 and 201 with an attempt, "silent" without the field. */
function following(number: number | "silent", authenticate: number | "silent") {
  const says = { number, authenticate };
  const setting = setUp(({ url, method }, response) => {
    if (url.pathname === "/connector_profiles") return json(response, 200, []);
    const isToken = method === "POST";
    const status = isToken ? says.authenticate : says.number;
    if (status === "silent") return json(response, 200, { id: 17 });
    if (status >= 400) return no(response, status, `refused ${token}`);
    json(response, status, { id: 17, latest_connection_attempt: attempt });
  });
  return setting.then((made) => ({
    ...made,
    says,
    ways: () =>
      made.requests
        .splice(0)
        .filter(({ url }) => url.pathname.startsWith("/connect_sessions"))
        .map(({ method }) => (method === "POST" ? "token" : "number")),
    missing: () => made.client.state().missing.map(({ code }) => code),
  }));
}

describe("E3: the number first, the token second", () => {
  test("by number alone where it works, with or without a token", async () => {
    const { client, requests, missing } = await following(200, 401);
    expect(await client.readAttempt(live, "watch")).toMatchObject({
      readable: true,
      attempt: { id: "at1", status: "pending" },
    });
    expect(await client.readAttempt({ ...live, token: null }, "watch")).toMatchObject({
      attempt: { id: "at1" },
    });
    expect(requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      "GET /connect_sessions/17",
      "GET /connect_sessions/17",
    ]);
    expect(missing()).toEqual([]);
  });

  test.each([404, 405, 403])(
    "%i to a live session that the token shows: by token from then on, and tried again a day later",
    async (status) => {
      const { client, ways, says, pass } = await following(status, 201);
      expect(await client.readAttempt(live, "watch")).toMatchObject({ readable: true });
      expect(ways()).toEqual(["number", "token"]);
      await client.readAttempt(other, "watch");
      expect(ways()).toEqual(["token"]);
      says.number = 200;
      pass(25 * 3_600_000);
      await client.readAttempt(live, "watch");
      expect(ways()).toEqual(["number"]);
    },
  );

  test("a 404 after the end says nothing about StackOne", async () => {
    const { client, ways, says, missing } = await following(404, 201);
    await client.readAttempt({ ...live, ended: true }, "watch");
    expect(ways()).toEqual(["number", "token"]);
    says.number = 200;
    await client.readAttempt(other, "watch");
    expect(ways()).toEqual(["number"]);
    expect(missing()).toEqual([]);
  });

  test("an answer without attempts: the token is asked, and where that is silent too it is said", async () => {
    const { client, ways, says, missing } = await following("silent", 201);
    expect(await client.readAttempt(live, "watch")).toMatchObject({ attempt: { id: "at1" } });
    expect(ways()).toEqual(["number", "token"]);
    says.authenticate = "silent";
    expect(await client.readAttempt(live, "watch")).toEqual({ readable: true, attempt: null });
    expect(ways()).toEqual(["token"]);
    expect(missing()).toEqual(["attempt"]);
  });

  test("a failing number is no end: the token is tried", async () => {
    const { client } = await following(500, 201);
    expect(await client.readAttempt(live, "watch")).toMatchObject({ readable: true });
  });

  test("one session that both refuse proves nothing, two do", async () => {
    const { client, ways, missing } = await following(404, 403);
    await client.readAttempt(live, "watch");
    expect(missing()).toEqual([]);
    await client.readAttempt(other, "watch");
    expect(missing()).toEqual(["attempt"]);
    ways();
    await client.readAttempt(live, "watch");
    expect(ways()).toEqual(["token"]);
  });

  test("STACKONE_FOLLOW=accounts asks neither", async () => {
    const { client, requests } = await setUp((_, response) => json(response, 200, {}), {
      follow: "accounts",
    });
    expect(await client.readAttempt(live, "interactive")).toMatchObject({ readable: false });
    expect(requests).toEqual([]);
  });
});

describe("A6: a refusal is about that session only", () => {
  test.each([400, 401, 402, 403, 404, 405, 409, 410, 412, 418, 422, 451])(
    "%i by both ways is not readable, never an error",
    async (status) => {
      const { client } = await following(status, status);
      for (const session of [live, byToken, { ...live, token: null }, { ...live, ended: true }])
        expect(await client.readAttempt(session, "watch")).toEqual({ readable: false, status });
      expect(client.state().state).not.toBe("refused");
      expect(JSON.stringify(client.state())).not.toContain(token);
    },
  );

  test("neither number nor token: not readable, and nothing is asked", async () => {
    const { client, ways } = await following(200, 201);
    const lost = { number: null, token: null, ended: false };
    expect(await client.readAttempt(lost, "watch")).toEqual({ readable: false, status: 404 });
    expect(ways()).toEqual([]);
  });
});
