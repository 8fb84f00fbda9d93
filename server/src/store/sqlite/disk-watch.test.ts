import { onTestFinished, describe, expect, test } from "vitest";
import { StoreError } from "../../domain/ports/store-error.ts";
import { openDatabase } from "./database.ts";
import { createDiskWatch } from "./disk-watch.ts";
import { migrate } from "../migrations/all.ts";
import { openStore } from "../open-store.ts";
import { key, openTestStore, start, temporaryDirectory } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";

describe("B17: what the store knows of its disk", () => {
  test("a real database that is full is known from the write that failed, until one is committed", async () => {
    const heard: unknown[] = [];
    const { db, sqlite, close } = openDatabase(temporaryDirectory(), {
      onWrite: (error) => void heard.push(error),
    });
    onTestFinished(close);
    await migrate(db);
    const write = (size: number) =>
      db.transaction().execute(async (tx) => {
        const text = "x".repeat(size);
        await tx.insertInto("upstream").values({ id: 1, host: text, project_id: text }).execute();
      });
    sqlite.pragma(`max_page_count = ${String(sqlite.pragma("page_count", { simple: true }))}`);
    heard.length = 0;
    await expect(write(100_000)).rejects.toMatchObject({ failure: "full" });
    expect(heard).toEqual([expect.objectContaining({ failure: "full" })]);
    // a transaction that only reads says nothing of the disk
    await db.transaction().execute((tx) => tx.selectFrom("upstream").selectAll().execute());
    expect(heard).toHaveLength(1);
    sqlite.pragma("max_page_count = 1000000");
    await write(100_000);
    expect(heard.at(-1)).toBeUndefined();
  });

  test.each([
    ["ENOSPC", "full"],
    ["EIO", "failed"],
  ])(
    "%s at the wait for the disk is %s: not ready, and ready again by itself",
    async (code, failure) => {
      let broken = false;
      const store = await openStore({
        directory: temporaryDirectory(),
        secretKeys: [key(1)],
        clock: { now: () => start },
        sync: async () => {
          if (broken) throw Object.assign(new Error(code), { code });
        },
      });
      onTestFinished(() => store.close());
      await store.connectSessions.insert(makeRow());
      expect([await store.ready(), store.problem()]).toEqual([true, null]);
      broken = true;
      await expect(store.connectSessions.insert(makeRow())).rejects.toMatchObject({ failure });
      expect([store.problem(), await store.ready(), store.problem()]).toEqual([
        failure,
        false,
        failure,
      ]);
      broken = false;
      expect([await store.ready(), store.problem()]).toEqual([true, null]);
    },
  );

  test("nobody writes: a probe finds out, once a minute while all is well, at once while it is not", async () => {
    let now = start;
    const watch = createDiskWatch(temporaryDirectory(), { now: () => now });
    let probes = 0;
    let broken = false;
    const ready = () =>
      watch.canWrite(async () => {
        probes += 1;
        if (broken) throw new StoreError("read_only", "no");
      });
    expect([await ready(), await ready(), probes]).toEqual([true, true, 1]);
    broken = true;
    now += 60_000;
    expect([await ready(), await ready(), probes]).toEqual([false, false, 3]);
    expect(watch.problem()).toBe("read_only");
    broken = false;
    expect([await ready(), await ready(), probes]).toEqual([true, true, 4]);
    // an error of another kind is none of the disk's
    watch.wrote(new StoreError("constraint", "no"));
    expect(watch.problem()).toBeNull();
  });

  test("the probe leaves nothing behind", async () => {
    const { store, directory } = await openTestStore();
    expect(await store.ready()).toBe(true);
    await store.close();
    const { db, close } = openDatabase(directory);
    onTestFinished(close);
    expect(await db.selectFrom("store_probe").selectAll().execute()).toEqual([]);
  });
});
