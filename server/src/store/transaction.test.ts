import { setImmediate as tick } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Repositories, Store } from "../domain/ports/store.ts";
import { openTestStore } from "./testing/fixtures.ts";
import { makeRow } from "./testing/make-row.ts";

const refusal = /inside a transaction of it/;
const owner = (id: string) => ({ id, name: id, source: "staff" as const });

test.each<[string, (store: Store) => Promise<unknown>]>([
  ["owners.add", (store) => store.owners.add(owner("outer"))],
  ["owners.putAll", (store) => store.owners.putAll([{ ...owner("outer"), chosen: false }])],
  ["connectSessions.get", (store) => store.connectSessions.get("a")],
  ["stackoneAnswers.run", (store) => store.stackoneAnswers.run()],
  ["noteWebhook", (store) => store.noteWebhook(1)],
  ["transaction", (store) => store.transaction(async (tx) => tx.owners.add(owner("outer")))],
  ["ready", (store) => store.ready()],
])("%s of the store throws at once inside a transaction of it", async (name, call) => {
  const { store } = await openTestStore();
  const writing = store.transaction(async (tx) => {
    await tx.owners.add(owner("inner"));
    await tick();
    await call(store);
  });
  await expect(writing).rejects.toThrow(refusal);
  await expect(writing).rejects.toThrow(name);
  expect(await store.owners.get("inner")).toBeUndefined();
  expect(await store.owners.get("outer")).toBeUndefined();
  await store.transaction(async (tx) => tx.owners.add(owner("inner")));
  await call(store);
});

test("a call from elsewhere waits for the transaction, and passes", async () => {
  const { store } = await openTestStore();
  const begun = Promise.withResolvers<Repositories>();
  const goOn = Promise.withResolvers<void>();
  const order: string[] = [];
  const first = store
    .transaction(async (tx) => {
      await tx.owners.add(owner("first"));
      begun.resolve(tx);
      await goOn.promise;
      order.push("first ends");
    })
    .then(() => order.push("first is kept"));
  await begun.promise;
  const others = [
    store.owners.add(owner("second")).then(() => order.push("second")),
    store.transaction(async (tx) => tx.owners.add(owner("third"))).then(() => order.push("third")),
    store.connectSessions.insert(makeRow({ id: "a" })).then(() => order.push("row")),
  ];
  await tick();
  expect(order).toEqual([]);
  goOn.resolve();
  await Promise.all([first, ...others]);
  expect(order[0]).toBe("first ends");
  expect(order.toSorted()).toEqual(["first ends", "first is kept", "row", "second", "third"]);
  for (const id of ["first", "second", "third"])
    expect(await store.owners.get(id)).toMatchObject({ id });
});

test("two stores are two: inside a transaction of one, the other answers", async () => {
  const [{ store }, { store: other }] = [await openTestStore(), await openTestStore()];
  await store.transaction(async (tx) => {
    await other.owners.add(owner("there"));
    await other.transaction(async (inner) => inner.owners.add(owner("there too")));
    await tx.owners.add(owner("here"));
  });
  expect(await other.owners.getMany(["there", "there too", "here"])).toHaveLength(2);
});

test("what a transaction began and did not wait for is outside once its work is done", async () => {
  const { store } = await openTestStore();
  const goOn = Promise.withResolvers<void>();
  let late: Promise<void> = Promise.reject(new Error("never begun"));
  late.catch(() => {});
  await store.transaction(async (tx) => {
    await tx.owners.add(owner("inner"));
    late = goOn.promise.then(() => store.owners.add(owner("late")));
  });
  goOn.resolve();
  await late;
  expect(await store.owners.get("late")).toBeDefined();
});
