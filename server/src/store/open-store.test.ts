import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { AuditEntry } from "@connect-console/shared/audit";
import Database from "better-sqlite3";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "./sqlite/database.ts";
import { migrate } from "./migrations/all.ts";
import { openStore } from "./open-store.ts";
import { key, openTestStore, start, temporaryDirectory } from "./testing/fixtures.ts";
import { makeRow } from "./testing/make-row.ts";

const entry: AuditEntry = {
  id: "1",
  at: "2026-01-01T00:00:00.000Z",
  actor: { id: "staff-1", name: "Robin" },
  action: "connect_session.create",
  target: { kind: "connect_session", id: "a" },
  outcome: "done",
  fields: [],
  requestId: "req-1",
};

test("directory and files are for their owner only, and a store opens again with what it held", async () => {
  const directory = join(temporaryDirectory(), "data", "simulator");
  const { store } = await openTestStore(directory);
  const row = makeRow({ id: "a" });
  await store.connectSessions.insert(row);
  expect(await store.ready()).toBe(true);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(readdirSync(directory)).toContain("store.sqlite-wal");
  for (const file of readdirSync(directory))
    expect([file, statSync(join(directory, file)).mode & 0o777]).toEqual([file, 0o600]);
  await store.close();
  const { store: again } = await openTestStore(directory);
  expect(await again.connectSessions.get("a")).toEqual(row);
});

test("a second console on the same directory is refused by a sentence; afterwards it may have it", async () => {
  const { store, directory } = await openTestStore();
  const second = openStore({ directory, secretKeys: [key(1)], clock: { now: () => start } });
  await expect(second).rejects.toMatchObject({
    name: "StoreError",
    failure: "in_use",
    message: /another console is running/,
  });
  await store.close();
  const { store: after } = await openTestStore(directory);
  expect(await after.ready()).toBe(true);
});

test("a closed store is not ready", async () => {
  const { store } = await openTestStore();
  await store.close();
  expect(await store.ready()).toBe(false);
});

test("a transaction keeps all or nothing, and its own reads see its writes", async () => {
  const { store } = await openTestStore();
  const failing = store.transaction(async (tx) => {
    await tx.connectSessions.insert(makeRow({ id: "a" }));
    await tx.audit.append(entry);
    await tx.owners.add({ id: "o", name: "O", source: "staff" });
    expect(await tx.connectSessions.get("a")).toBeDefined();
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await store.connectSessions.get("a")).toBeUndefined();
  expect((await store.audit.list({})).items).toEqual([]);
  expect(await store.owners.get("o")).toBeUndefined();
  expect(
    await store.transaction(async (tx) =>
      tx.connectSessions.insert(makeRow({ id: "a" })).then(() => "kept"),
    ),
  ).toBe("kept");
  expect(await store.connectSessions.get("a")).toBeDefined();
});

test("what a killed process had not committed is gone, what it had is there, and its lock is too", async () => {
  const directory = temporaryDirectory();
  const url = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const script = `import { openStore } from ${url("open-store.ts")};
    const store = await openStore({ directory: process.argv[1], secretKeys: [new Uint8Array(32)], clock: { now: () => 0 } });
    await store.owners.add({ id: "committed", name: "Committed", source: "staff" });
    await store.transaction(async (tx) => {
      await tx.owners.add({ id: "open", name: "Open", source: "staff" });
      process.stdout.write("in transaction", () => process.kill(process.pid, "SIGKILL"));
      await new Promise((resolve) => setInterval(resolve, 60_000));
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect([printed, child.signalCode]).toEqual(["in transaction", "SIGKILL"]);
  const { store } = await openTestStore(directory);
  expect(await store.owners.get("committed")).toBeDefined();
  expect(await store.owners.get("open")).toBeUndefined();
});

test("the store belongs to the first upstream that answered", async () => {
  const { store, directory } = await openTestStore();
  const upstream = { host: "api.example.test", projectId: "p1" };
  const own = { ...upstream, keyFingerprint: "own" };
  expect(await store.upstream()).toBeUndefined();
  expect(await store.bindUpstream(own)).toBe("same");
  for (const other of [{ projectId: "p2" }, { host: "other.example.test" }])
    expect(await store.bindUpstream({ ...own, ...other, keyFingerprint: "foreign" })).toBe("other");
  await store.close();
  const { store: again } = await openTestStore(directory);
  expect(await again.upstream()).toEqual(upstream);
  expect([await again.isForeignKey("foreign"), await again.isForeignKey("own")]).toEqual([
    true,
    false,
  ]);
  expect(await again.bindUpstream(own)).toBe("same");
});

test.each([
  [
    "full",
    (sqlite: Database.Database) =>
      sqlite.pragma(`max_page_count = ${String(sqlite.pragma("page_count", { simple: true }))}`),
  ],
  ["read_only", (sqlite: Database.Database) => sqlite.pragma("query_only = ON")],
  [
    "locked",
    (sqlite: Database.Database) => {
      sqlite.pragma("busy_timeout = 0");
      const other = new Database(sqlite.name);
      onTestFinished(() => void other.close());
      other.exec("begin immediate");
    },
  ],
] as const)(
  "a disk that is %s makes a transaction fail by that name, and the store lives on",
  async (failure, spoil) => {
    const { db, sqlite, close } = openDatabase(temporaryDirectory());
    onTestFinished(close);
    await migrate(db);
    spoil(sqlite);
    const large = "x".repeat(100_000);
    const writing = db.transaction().execute(async (tx) => {
      await tx.insertInto("upstream").values({ id: 1, host: large, project_id: large }).execute();
    });
    await expect(writing).rejects.toMatchObject({ name: "StoreError", failure });
    expect(await db.selectFrom("upstream").selectAll().execute()).toEqual([]);
  },
);

test("a file that is no database is refused by name", async () => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, "store.sqlite"), "not a database ".repeat(100));
  const opening = openStore({ directory, secretKeys: [key(1)], clock: { now: () => start } });
  await expect(opening).rejects.toMatchObject({ name: "StoreError", failure: "corrupt" });
});

test("a migration that fails leaves nothing behind, and the next start tries again", async () => {
  const { db, close } = openDatabase(temporaryDirectory());
  onTestFinished(close);
  const broken = {
    "001": {
      up: async (tx: typeof db) => {
        await sql`create table half (id integer)`.execute(tx);
        throw new Error("power cut");
      },
    },
  };
  await expect(migrate(db, broken)).rejects.toMatchObject({
    failure: "unreadable",
    message: /power cut/,
  });
  expect((await db.introspection.getTables()).map((table) => table.name)).toEqual([]);
  await migrate(db);
  expect((await db.introspection.getTables()).map((table) => table.name)).toContain(
    "connect_sessions",
  );
});

test("a store of a newer console is refused", async () => {
  const { db, close } = openDatabase(temporaryDirectory());
  onTestFinished(close);
  await migrate(db, { "999-from-the-future": { up: async () => {} } });
  await expect(migrate(db)).rejects.toMatchObject({ name: "StoreError", failure: "unreadable" });
});
