import { expect, test } from "vitest";
import type { AccountDeletion } from "../../domain/ports/account-deletions.ts";
import { openTestStore, start } from "../testing/fixtures.ts";

const deletion = (id: string, change: Partial<AccountDeletion> = {}): AccountDeletion => ({
  id,
  accountId: "a",
  by: { id: "una", name: "Una" },
  requestId: "r1",
  askedAt: start,
  state: "asked",
  message: null,
  ...change,
});

test("intents outlive the process, and end once", async () => {
  const { store, directory } = await openTestStore();
  await store.accountDeletions.insert(deletion("1"));
  await store.accountDeletions.insert(deletion("2", { accountId: "b" }));
  await store.accountDeletions.finish(deletion("2", { state: "failed", message: "no" }));
  await store.close();
  const { store: again } = await openTestStore(directory);
  expect(await again.accountDeletions.leftAsked()).toEqual([deletion("1")]);
  expect(await again.accountDeletions.newestOf("b")).toEqual(
    deletion("2", { accountId: "b", state: "failed", message: "no" }),
  );
  expect(await again.accountDeletions.newestOf("c")).toBeUndefined();
});

test("one at a time for an account; the newest one counts", async () => {
  const { store } = await openTestStore();
  const { accountDeletions } = store;
  await accountDeletions.insert(deletion("1"));
  await expect(accountDeletions.insert(deletion("2"))).rejects.toMatchObject({
    failure: "constraint",
  });
  await accountDeletions.finish(deletion("1", { state: "unknown", message: "not known" }));
  await accountDeletions.insert(deletion("2", { askedAt: start + 1 }));
  expect(await accountDeletions.newestOf("a")).toMatchObject({ id: "2", state: "asked" });
});
