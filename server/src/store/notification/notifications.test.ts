import { expect, test } from "vitest";
import type { NotificationRow } from "../../domain/ports/notifications.ts";
import { nothingDelivered } from "../../domain/ports/outbox.ts";
import { hour, openTestStore, start, temporaryDirectory } from "../testing/fixtures.ts";

const facts = {
  owner: { id: "acme", name: "Acme" },
  provider: "Okta",
  label: null,
  type: "production" as const,
  codes: ["error"],
};
const row = (id: string, part: Partial<NotificationRow> = {}): NotificationRow => ({
  id,
  eventId: `event-${id}`,
  staffId: "dana",
  kind: "failed",
  at: start,
  readAt: null,
  connectSessionId: "cs",
  accountId: null,
  facts,
  ...part,
});
const message = (id: string, at = start) => ({
  id,
  at,
  kind: "failed" as const,
  facts,
  connectSessionId: "cs",
  accountId: null,
  recipients: ["Dana", "Kim"],
});

test("nobody is told of one event twice, and it says whom it told", async () => {
  const { store } = await openTestStore();
  const event = { eventId: "one" };
  expect(await store.notifications.add([row("a", event)])).toEqual(["dana"]);
  const again = [row("b", event), row("c", { ...event, staffId: "kim" })];
  expect(await store.notifications.add(again)).toEqual(["kim"]);
  expect(await store.notifications.add([])).toEqual([]);
  const { items } = await store.notifications.list({ staffId: "dana", unread: false });
  expect(items).toEqual([row("a", event)]);
});

test("newest first page by page, unread ones alone, each person's own, counted", async () => {
  const { store } = await openTestStore();
  // several of one moment
  const rows = ["a", "b", "c", "d", "e"].map((id, index) =>
    row(id, { at: start + Math.floor(index / 2), readAt: id === "d" ? start : null }),
  );
  await store.notifications.add([...rows, row("x", { staffId: "kim" })]);
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await store.notifications.list({
      staffId: "dana",
      unread: false,
      limit: 2,
      cursor,
    });
    pages.push(page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(pages).toEqual([["e", "d"], ["c", "b"], ["a"]]);
  const unread = await store.notifications.list({ staffId: "dana", unread: true });
  expect(unread.items.map(({ id }) => id)).toEqual(["e", "c", "b", "a"]);
  expect(await store.notifications.count("dana")).toEqual({ unread: 4, newestId: "e" });
  expect(await store.notifications.count("nobody")).toEqual({ unread: 0, newestId: null });
  await expect(
    store.notifications.list({ staffId: "dana", unread: false, cursor: "broken" }),
  ).rejects.toMatchObject({ code: "invalid_input" });
});

test("read up to one, or some; never another person's", async () => {
  const { store } = await openTestStore();
  await store.notifications.add([
    row("a"),
    row("b", { at: start + 1 }),
    row("c", { at: start + 1 }),
    row("x", { staffId: "kim" }),
  ]);
  const { notifications } = store;
  expect(await notifications.markRead("kim", { upTo: "c" }, start)).toBe(0);
  expect(await notifications.markRead("kim", { ids: ["a"] }, start)).toBe(0);
  expect(await notifications.markRead("dana", { upTo: "b" }, start + 9)).toBe(2);
  expect(await notifications.markRead("dana", { ids: ["a", "c", "x"] }, start + 10)).toBe(1);
  const { items } = await notifications.list({ staffId: "dana", unread: false });
  expect(items.map(({ readAt }) => readAt)).toEqual([start + 10, start + 9, start + 9]);
  expect(await notifications.count("kim")).toMatchObject({ unread: 1 });
  await notifications.deleteOlderThan(start + 1);
  expect((await notifications.list({ staffId: "dana", unread: false })).items).toHaveLength(2);
});

test("choices are kept kind by kind", async () => {
  const { store } = await openTestStore();
  const on = { console: true, webhook: false };
  await store.notifications.putChoices("dana", { failed: on, broken: on });
  await store.notifications.putChoices("dana", { failed: { console: false, webhook: true } });
  expect(await store.notifications.choices(["dana", "kim"])).toEqual(
    new Map([["dana", { failed: { console: false, webhook: true }, broken: on }]]),
  );
});

test("what waits outlives a restart, in order, with what is known of the last try", async () => {
  const directory = temporaryDirectory();
  const first = await openTestStore(directory);
  await first.store.outbox.put(message("b", start + 1));
  await first.store.outbox.put(message("a"));
  await first.store.outbox.put(message("a", start + 5));
  await first.store.outbox.markUnanswered("a", true);
  expect(await first.store.outbox.state()).toEqual(nothingDelivered);
  await first.store.outbox.putState({ ...nothingDelivered, failures: 3, problem: "no" });
  await first.store.close();

  const { store } = await openTestStore(directory);
  expect(await store.outbox.next()).toEqual({ ...message("a"), unanswered: true });
  expect(await store.outbox.state()).toMatchObject({ failures: 3, problem: "no" });
  await store.outbox.markDelivered("a", start);
  // delivered once is delivered
  await store.outbox.put(message("a"));
  expect([(await store.outbox.next())?.id, await store.outbox.waiting()]).toEqual(["b", 1]);
  expect(await store.outbox.giveUpBefore(start + hour)).toBe(1);
  expect(await store.outbox.next()).toBeUndefined();
  await store.outbox.deleteOlderThan(start + hour);
  await store.outbox.put(message("a"));
  expect(await store.outbox.waiting()).toBe(1);
});
