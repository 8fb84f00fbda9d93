import { expect, test } from "vitest";
import { hour, openTestStore, start } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";

test("the time of the last webhook survives a restart", async () => {
  const { store, directory } = await openTestStore();
  expect(await store.lastWebhookAt()).toBeNull();
  await store.noteWebhook(start);
  await store.noteWebhook(start + 1);
  await store.close();
  const { store: again } = await openTestStore(directory);
  expect(await again.lastWebhookAt()).toBe(start + 1);
});

test("the followed rows of an account: to be edited, or claimed by them, but not those that are over", async () => {
  const { connectSessions } = (await openTestStore()).store;
  const over = { progress: "expired", followUntil: start - hour } as const;
  await connectSessions.insert(makeRow({ id: "edits", accountId: "account" }));
  await connectSessions.insert(
    makeRow({ id: "made", progress: "connected", followUntil: start + hour }),
  );
  await connectSessions.claim({
    accountId: "account",
    change: "created",
    connectSessionId: "made",
  });
  await connectSessions.insert(makeRow({ id: "over", accountId: "account", ...over }));
  await connectSessions.insert(makeRow({ id: "other", accountId: "other" }));
  const found = await connectSessions.followedOfAccount("account", start);
  expect(found.map(({ id }) => id).toSorted()).toEqual(["edits", "made"]);
  expect(await connectSessions.followedOfAccount("nobody", start)).toEqual([]);
});
