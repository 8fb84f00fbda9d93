import { expect, test } from "vitest";
import { openStore } from "../open-store.ts";
import { temporaryDirectory } from "../testing/fixtures.ts";

test("an ended sign-in stays ended over a restart, until it is over anyhow", async () => {
  const options = {
    directory: temporaryDirectory(),
    secretKeys: [new Uint8Array(32)],
    clock: { now: () => 0 },
  };
  const first = await openStore(options);
  await first.signIns.end("one", 1000);
  await first.signIns.end("one", 1000);
  await first.signIns.end("two", 2000);
  await first.close();
  const store = await openStore(options);
  expect([await store.signIns.isEnded("one"), await store.signIns.isEnded("three")]).toEqual([
    true,
    false,
  ]);
  await store.signIns.deleteOlderThan(1500);
  expect([await store.signIns.isEnded("one"), await store.signIns.isEnded("two")]).toEqual([
    false,
    true,
  ]);
  await store.close();
});

test("F5: an ID token waits for the end of its sign-in, and no longer", async () => {
  const store = await openStore({
    directory: temporaryDirectory(),
    secretKeys: [new Uint8Array(32)],
    clock: { now: () => 0 },
  });
  const { signIns } = store;
  for (const id of ["one", "two", "three"]) await signIns.keepIdToken(id, `sealed ${id}`, 1000);
  await signIns.keepIdToken("four", "sealed four", 3000);
  await signIns.end("one", 1000);
  expect(await signIns.idTokenOf("one")).toBeUndefined();
  expect(await signIns.idTokenOf("two")).toBe("sealed two");
  await signIns.deleteOlderThan(2000);
  expect([await signIns.idTokenOf("three"), await signIns.idTokenOf("four")]).toEqual([
    undefined,
    "sealed four",
  ]);
  await store.close();
});
