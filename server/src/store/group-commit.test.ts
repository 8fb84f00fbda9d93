import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase, type SqliteStore } from "./database.ts";
import { createGroupCommit } from "./group-commit.ts";

let store: SqliteStore;
let commitTogether: ReturnType<typeof createGroupCommit>;
beforeEach(async () => {
  store = openDatabase(mkdtempSync(join(tmpdir(), "connect-console-group-")));
  await sql`create table notes (text text not null)`.execute(store.db);
  commitTogether = createGroupCommit(store);
});
afterEach(() => store.close());

const note = (text: string) =>
  commitTogether((tx) => sql`insert into notes values (${text})`.execute(tx));
const notes = () => store.sqlite.prepare("select text from notes").pluck().all();

test("one that fails takes nothing with it and keeps nothing", async () => {
  const failing = commitTogether(async (tx) => {
    await sql`insert into notes values ('never')`.execute(tx);
    throw new Error("no");
  });
  const settled = await Promise.allSettled([note("before"), failing, note("after")]);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(notes()).toEqual(["before", "after"]);
});

test("those that come together cost one commit, and are answered after it", async () => {
  // each commit writes the changed page to the log once more
  const pagesInLog = () => {
    const [state] = store.sqlite.pragma("wal_checkpoint(PASSIVE)") as { log: number }[];
    store.emptyLog();
    return state?.log;
  };
  store.emptyLog();
  for (const text of ["one", "by", "one"]) await note(text);
  expect(pagesInLog()).toBe(3);
  const inside: boolean[] = [];
  await Promise.all(
    ["a", "b", "c"].map((text) => note(text).then(() => inside.push(store.sqlite.inTransaction))),
  );
  expect(inside).toEqual([false, false, false]);
  expect(pagesInLog()).toBe(1);
  expect(notes()).toEqual(["one", "by", "one", "a", "b", "c"]);
});

test("on a full disk each is told the truth about what is kept", async () => {
  const pages = Number(store.sqlite.pragma("page_count", { simple: true }));
  store.sqlite.pragma(`max_page_count = ${pages + 1}`);
  const texts = ["small", "x".repeat(100_000), "small too"];
  const settled = await Promise.allSettled(texts.map(note));
  const kept = texts.filter((_, index) => settled[index]?.status === "fulfilled");
  expect(settled[1]?.status).toBe("rejected");
  expect(notes()).toEqual(kept);
  store.sqlite.pragma("max_page_count = 100000");
  await note("room again");
  expect(notes()).toEqual([...kept, "room again"]);
});

test("what comes while others are committed waits for the next turn", async () => {
  const first = note("first");
  const second = first.then(() => note("second"));
  await Promise.all([second, note("with the first")]);
  expect(notes()).toEqual(["first", "with the first", "second"]);
});
