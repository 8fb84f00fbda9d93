import { expect, test } from "vitest";
import type { CopiedAccount } from "../../domain/ports/accounts.ts";
import { makeAccount } from "../../domain/testing/fake-stackone.ts";
import { openTestStore, start } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";

const later = start + 60_000;

test("W16: accounts are listed and counted by whose links created them, and only by those", async () => {
  const { store } = await openTestStore();
  const { accounts, connectSessions } = store;
  const account = (id: string, part: Partial<CopiedAccount> = {}): CopiedAccount => ({
    ...makeAccount({ id, type: "test", createdAt: later }),
    readAt: start,
    brokenSince: null,
    goneAt: null,
    ...part,
  });
  await accounts.put([
    account("mine"),
    account("broken", { status: "error", brokenSince: later, ownerId: "globex" }),
    account("hers"),
    account("nobody's"),
    account("signed in again", { createdAt: start - 86_400_000 }),
    account("gone", { goneAt: later }),
  ]);
  const links = [
    ["mine", "staff-1"],
    ["broken", "staff-1"],
    ["hers", "staff-2"],
    ["signed in again", "staff-1"],
    ["gone", "staff-1"],
  ] as const;
  for (const [accountId, by] of links) {
    const id = `link of ${accountId}`;
    await connectSessions.insert(makeRow({ id, createdBy: { id: by, name: by } }));
    await connectSessions.claim({
      accountId,
      change: "created",
      connectSessionId: id,
      claimedAt: later,
    });
  }
  const listed = async (query: Parameters<typeof accounts.list>[0]) => {
    const { items, total, counts } = await accounts.list(query);
    return { ids: items.map(({ id }) => id), total, counts };
  };
  expect(await listed({ createdBy: ["staff-1"] })).toEqual({
    ids: ["broken", "mine"],
    total: 2,
    counts: { error: 1, active: 1 },
  });
  expect((await listed({ createdBy: ["staff-1", "staff-2"], type: ["test"] })).total).toBe(3);
  expect((await listed({ createdBy: ["staff-1"], ownerId: ["globex"] })).ids).toEqual(["broken"]);
  expect((await listed({ createdBy: ["staff-1"], status: ["active"] })).ids).toEqual(["mine"]);
  expect((await listed({ createdBy: ["staff-1"], q: "bamboohr" })).ids).toEqual(["broken", "mine"]);
  expect((await listed({ createdBy: ["staff-3"] })).ids).toEqual([]);
  const first = await accounts.list({ createdBy: ["staff-1"], limit: 1 });
  const cursor = first.nextCursor ?? "";
  expect((await listed({ createdBy: ["staff-1"], limit: 1, cursor })).ids).toEqual(["mine"]);
});
