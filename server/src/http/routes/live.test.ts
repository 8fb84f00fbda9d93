import { describe, expect, test } from "vitest";
import { makeRow } from "../../store/testing/make-row.ts";
import { createTestApp } from "../testing/test-app.ts";

/** Reads a stream message by message, as they come. */
async function open(app: ReturnType<typeof createTestApp>["app"], path: string) {
  const abort = new AbortController();
  const answer = await app.request(path, {
    headers: { host: "127.0.0.1:4400" },
    signal: abort.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("no body");
  let text = "";
  return {
    answer,
    reader,
    async next() {
      while (!text.includes("\n\n")) {
        const { done, value } = await reader.read();
        if (done) return null;
        text += value;
      }
      const [block = "", ...rest] = text.split("\n\n");
      text = rest.join("\n\n");
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
      return {
        event: field("event"),
        id: field("id"),
        data: JSON.parse(field("data") ?? "null"),
        block,
      };
    },
  };
}

describe("GET /api/live", () => {
  test("the headers are those of a stream that nobody keeps or buffers", async () => {
    const { app } = createTestApp();
    const { answer, reader } = await open(app, "/api/live");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    await reader.cancel();
  });

  test("without a watched row the snapshot is null", async () => {
    const { app } = createTestApp();
    const stream = await open(app, "/api/live");
    expect(await stream.next()).toMatchObject({ event: "snapshot", data: null });
    await stream.reader.cancel();
  });

  test("a snapshot with timeline, then changes: with timeline for the watched row, without for others", async () => {
    const { app, store, live, listeners } = createTestApp();
    const watched = makeRow({ id: "one", version: 4 });
    await store.connectSessions.insert(watched);
    const stream = await open(app, "/api/live?watch=one");
    expect(await stream.next()).toMatchObject({
      event: "snapshot",
      id: "one:4",
      data: { id: "one", version: 4, timeline: [] },
    });
    expect([...listeners.values()]).toEqual(["one"]);
    live.changed({ ...watched, version: 5, progress: "signing_in" });
    expect(await stream.next()).toMatchObject({
      event: "change",
      id: "one:5",
      data: { progress: "signing_in", timeline: [] },
    });
    live.changed(makeRow({ id: "two", version: 1 }));
    const other = await stream.next();
    expect(other).toMatchObject({ event: "change", id: "two:1", data: { id: "two" } });
    expect(other?.data).not.toHaveProperty("timeline");
    await stream.reader.cancel();
  });

  test("what happens while the snapshot is read is not lost", async () => {
    const { app, store, live } = createTestApp();
    const row = makeRow({ id: "one", version: 1 });
    await store.connectSessions.insert(row);
    const stream = await open(app, "/api/live?watch=one");
    live.changed({ ...row, version: 2 });
    expect([(await stream.next())?.id, (await stream.next())?.id]).toEqual(["one:1", "one:2"]);
    await stream.reader.cancel();
  });

  test("a reader that is slow gets only the newest version of each row", async () => {
    const { app, live } = createTestApp();
    const stream = await open(app, "/api/live");
    await stream.next();
    const row = makeRow({ id: "one" });
    for (let version = 1; version <= 1000; version += 1) live.changed({ ...row, version });
    live.changed(makeRow({ id: "two", version: 1 }));
    const seen = [(await stream.next())?.id];
    while (seen.at(-1) !== "two:1") seen.push((await stream.next())?.id);
    expect(seen).toContain("one:1000");
    expect(seen.length).toBeLessThan(5);
    await stream.reader.cancel();
  });

  test("the number of one's own notifications whenever it changes, nobody else's", async () => {
    const { app, store, notify, live } = createTestApp();
    const stream = await open(app, "/api/live");
    await stream.next();
    notify.changed(["somebody else"]);
    live.changed(makeRow({ id: "two", version: 1 }));
    expect(await stream.next()).toMatchObject({ event: "change" });
    await store.notifications.add([
      {
        id: "n1",
        eventId: "event",
        staffId: "local",
        kind: "connected",
        at: 1,
        readAt: null,
        connectSessionId: "two",
        accountId: null,
        facts: {
          owner: { id: "a", name: "A" },
          provider: null,
          label: null,
          type: "test",
          codes: [],
        },
      },
    ]);
    notify.changed(["local", "local"]);
    expect(await stream.next()).toMatchObject({
      event: "notifications",
      data: { unread: 1, newestId: "n1" },
    });
    await stream.reader.cancel();
  });

  test("W20: an idle stream says that it is alive, in an event that the page can miss", async () => {
    const { app } = createTestApp({ heartbeatEvery: 1 });
    const stream = await open(app, "/api/live");
    await stream.next();
    expect(await stream.next()).toMatchObject({ event: "heartbeat", data: null });
    await stream.reader.cancel();
  });

  test("nobody listens any more once the reader is gone", async () => {
    const { app, listeners, ask } = createTestApp();
    const stream = await open(app, "/api/live");
    await stream.next();
    expect(listeners.size).toBe(1);
    expect((await ask("GET", "/metrics")).body).toContain("live_streams 1");
    await stream.reader.cancel();
    await expect.poll(() => listeners.size).toBe(0);
    expect((await ask("GET", "/metrics")).body).toContain("live_streams 0");
  });

  test("the console's end ends the stream", async () => {
    const closing = new AbortController();
    const { app, listeners } = createTestApp({ closing: closing.signal });
    const stream = await open(app, "/api/live");
    await stream.next();
    closing.abort();
    expect(await stream.next()).toBeNull();
    expect(listeners.size).toBe(0);
  });

  test("an error while it runs ends it without a word of what it was", async () => {
    const { app, store, live, logged, listeners } = createTestApp();
    const row = makeRow({ id: "one", version: 1 });
    await store.connectSessions.insert(row);
    const stream = await open(app, "/api/live?watch=one");
    await stream.next();
    store.connectSessions.timeline = async () => {
      throw new Error("planted");
    };
    live.changed({ ...row, version: 2 });
    expect(await stream.next()).toBeNull();
    expect(
      logged.some(({ level, fields }) => level === "error" && fields["reason"] === "planted"),
    ).toBe(true);
    expect(listeners.size).toBe(0);
  });

  test("HEAD opens nothing", async () => {
    const { ask, listeners } = createTestApp();
    expect((await ask("HEAD", "/api/live")).status).toBe(200);
    expect(listeners.size).toBe(0);
  });
});

describe("a stream outlives no sign-in", () => {
  const staff = { id: "una", name: "Una", email: null, role: "viewer" as const };
  const signedInUntil = (endsAt: number) => ({
    kind: "oidc" as const,
    presenceOf: async () => ({ state: "signed_in" as const, staff, signInId: "one", endsAt }),
  });
  const noon = Date.parse("2026-05-01T12:00:00Z");

  test("it ends by itself when the sign-in does", async () => {
    const begun = Date.now();
    const { app, clock, listeners } = createTestApp({
      signIn: signedInUntil(noon + 30),
      heartbeatEvery: 60_000,
    });
    clock.now = () => noon + Date.now() - begun;
    const stream = await open(app, "/api/live");
    await stream.next();
    // no message but a heartbeat, at most
    for (let message = await stream.next(); message !== null; message = await stream.next())
      expect(message.event).toBe("heartbeat");
    expect(listeners.size).toBe(0);
  });

  test.each(["over", "signed out"])("what changes after it is %s is not told", async (how) => {
    const { app, live, clock, store, listeners } = createTestApp({
      signIn: signedInUntil(noon + 3_600_000),
    });
    const stream = await open(app, "/api/live");
    await stream.next();
    if (how === "over") clock.time += 3_600_000;
    else await store.signIns.end("one", noon + 3_600_000);
    live.changed(makeRow({ id: "one", version: 2 }));
    expect(await stream.next()).toBeNull();
    expect(listeners.size).toBe(0);
  });
});

describe("C25: a cap of live streams", () => {
  const refused = {
    error: { code: "too_many_requests", message: expect.stringMatching(/live streams open/) },
  };

  test("of a person: one more is refused by name, one that ended makes room", async () => {
    const limits = {
      requestsPerMinute: 600,
      creationsPerMinute: 1,
      streams: { perPerson: 3, inAll: 9 },
    };
    const { app, ask, listeners } = createTestApp({ limits });
    const streams = [];
    for (let index = 0; index < 3; index += 1) streams.push(await open(app, "/api/live"));
    const answer = await ask("GET", "/api/live");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "30"]);
    expect(answer.body).toMatchObject(refused);
    const headers = { host: "127.0.0.1:4400" };
    const asked = await app.request("/api/live", { method: "HEAD", headers });
    expect(asked.status).toBe(429);
    expect(listeners.size).toBe(3);
    // everything else goes on
    expect((await ask("GET", "/api/me")).status).toBe(200);
    await streams[0]?.reader.cancel();
    await expect.poll(() => listeners.size).toBe(2);
    const again = await open(app, "/api/live");
    expect(again.answer.status).toBe(200);
    for (const { reader } of [...streams.slice(1), again]) await reader.cancel();
  });

  test("in all: nobody's streams keep more than that many open", async () => {
    const limits = {
      requestsPerMinute: 600,
      creationsPerMinute: 1,
      streams: { perPerson: 2, inAll: 3 },
    };
    const { app, ask } = createTestApp({ limits });
    const readers = [];
    for (const role of ["admin", "viewer"]) {
      await ask("POST", "/api/me/role", { role });
      for (let index = 0; index < 2; index += 1) {
        const stream = await open(app, "/api/live").catch(() => null);
        if (stream?.answer.status === 200) readers.push(stream.reader);
      }
    }
    expect(readers).toHaveLength(3);
    expect((await ask("GET", "/api/live")).body).toMatchObject(refused);
    for (const reader of readers) await reader.cancel();
  });

  test("a link that is not there takes no room", async () => {
    const limits = {
      requestsPerMinute: 600,
      creationsPerMinute: 1,
      streams: { perPerson: 1, inAll: 1 },
    };
    const { app, ask } = createTestApp({ limits });
    for (let index = 0; index < 3; index += 1)
      expect((await ask("GET", "/api/live?watch=nothing")).status).toBe(404);
    const { answer, reader } = await open(app, "/api/live");
    expect(answer.status).toBe(200);
    await reader.cancel();
  });
});
