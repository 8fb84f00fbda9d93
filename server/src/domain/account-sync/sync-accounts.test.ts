import { beforeEach, describe, expect, test } from "vitest";
import { copyNextPage, isPassDue } from "./sync-accounts.ts";
import { syncStateToApi, directoryToApi } from "./sync-state.ts";
import { listAccounts } from "../account/list.ts";
import { StackOneError } from "../ports/stackone.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";

const minute = 60_000;
let app: ReturnType<typeof createTestConsole>;
beforeEach(() => {
  app = createTestConsole({ copying: true });
  app.stackone.accounts = ["1", "2", "3", "4", "5"].map((id) => makeAccount({ id }));
});

/** A whole pass, a minute after whatever was before; gives the number of its steps. */
async function pass(): Promise<number> {
  app.advance(minute);
  let steps = 1;
  while ((await copyNextPage(app.tracker, false)) === "more") steps += 1;
  return steps;
}
const ids = async () => (await listAccounts(app.staff("viewer"), {})).items.map(({ id }) => id);
const isDue = async (atStart = false) =>
  isPassDue(await app.store.accounts.copyState(), app.clock.now(), atStart);

test("a pass reads page after page, says how far it is, and comes again after half an hour", async () => {
  expect(await isDue()).toBe(true);
  expect(await directoryToApi(app)).toEqual({ state: "waiting", accountsRead: 0 });
  expect(await copyNextPage(app.tracker, true)).toBe("more");
  expect(await syncStateToApi(app)).toEqual({
    completeAt: null,
    nextAt: null,
    pass: { startedAt: "2026-01-15T12:00:00.000Z", read: 2, doneAt: null },
    problem: null,
  });
  expect(await directoryToApi(app)).toEqual({ state: "filling", accountsRead: 2 });
  expect(await copyNextPage(app.tracker, false)).toBe("more");
  expect(await copyNextPage(app.tracker, false)).toBe("done");
  expect(await syncStateToApi(app)).toEqual({
    completeAt: "2026-01-15T12:00:00.000Z",
    nextAt: "2026-01-15T12:30:00.000Z",
    pass: null,
    problem: null,
  });
  expect(await directoryToApi(app)).toEqual({ state: "complete", accountsRead: 5 });
  expect((await ids()).toSorted()).toEqual(["1", "2", "3", "4", "5"]);
  expect([await isDue(), await isDue(true)]).toEqual([false, true]);
  app.advance(30 * minute);
  expect(await isDue()).toBe(true);
});

test("once it is known how many there are, a pass says when it will be done", async () => {
  await pass();
  app.stackone.copyRequestsPerMinute = 1;
  await copyNextPage(app.tracker, false);
  const { pass: running } = await syncStateToApi(app);
  // three accounts are left, two a page, a page a minute
  expect(running).toMatchObject({ read: 2, doneAt: "2026-01-15T12:03:00.000Z" });
});

test("the first pass of a long list asks once how long it is", async () => {
  app.stackone.accounts = Array.from({ length: 30 }, (_, id) => makeAccount({ id: String(id) }));
  expect(await pass()).toBe(15);
  expect(app.stackone.calls.filter((call) => call === "estimateAccounts")).toHaveLength(1);
  app.stackone.calls.length = 0;
  await pass();
  expect(app.stackone.calls).not.toContain("estimateAccounts");
});

describe("when StackOne fails in mid-pass", () => {
  const down = new StackOneError("unavailable", "StackOne answered 500");
  beforeEach(async () => {
    await copyNextPage(app.tracker, true);
    app.stackone.fail["readAccountsPage"] = down;
    await expect(copyNextPage(app.tracker, false)).rejects.toBe(down);
    app.stackone.fail = {};
  });

  test("what came stays, the reason is said, and it goes on where it was", async () => {
    expect(await syncStateToApi(app)).toMatchObject({
      pass: null,
      problem: "StackOne answered 500.",
      nextAt: "2026-01-15T12:01:00.000Z",
    });
    expect(await directoryToApi(app)).toMatchObject({ state: "failed" });
    expect((await ids()).toSorted()).toEqual(["1", "2"]);
    expect(await isDue()).toBe(false);
    app.advance(minute);
    expect(await isDue()).toBe(true);
    expect(await copyNextPage(app.tracker, false)).toBe("more");
    expect(await syncStateToApi(app)).toMatchObject({ pass: { read: 4 }, problem: null });
    expect(await copyNextPage(app.tracker, false)).toBe("done");
    expect(await ids()).toHaveLength(5);
  });

  test("left for long, it begins again", async () => {
    app.advance(31 * minute);
    await copyNextPage(app.tracker, false);
    expect(await syncStateToApi(app)).toMatchObject({ pass: { read: 2 } });
  });
});

test("a cursor that StackOne refuses after a restart begins the pass again, once", async () => {
  await copyNextPage(app.tracker, true);
  const refused = new StackOneError("rejected", "page is out of range", { status: 400 });
  app.stackone.fail["readAccountsPage"] = refused;
  expect(await copyNextPage(app.tracker, true)).toBe("more");
  expect(await syncStateToApi(app)).toMatchObject({ pass: { read: 0 }, problem: null });
  await expect(copyNextPage(app.tracker, false)).rejects.toBe(refused);
});

describe("gone", () => {
  test("only what two full passes missed, and it comes back when it is seen", async () => {
    await pass();
    app.stackone.accounts.shift();
    await pass();
    expect(await ids()).toHaveLength(5);
    await pass();
    expect(await ids()).toEqual(["2", "3", "4", "5"]);
    expect(await app.store.accounts.known(["1"])).toMatchObject([{ goneAt: app.clock.now() }]);
    expect(await app.store.owners.get("acme")).toMatchObject({ accounts: 4 });
    app.stackone.accounts.push(makeAccount({ id: "1" }));
    await pass();
    expect(await ids()).toHaveLength(5);
    expect(await app.store.owners.get("acme")).toMatchObject({ accounts: 5 });
  });

  test("what a single read saw between two passes is there", async () => {
    await pass();
    const [first] = app.stackone.accounts.splice(0, 1);
    await pass();
    app.advance(minute);
    app.stackone.accounts.push(...(first ? [first] : []));
    await app.tracker.stackone.readAccount("1", "watch");
    app.stackone.accounts.pop();
    await pass();
    expect(await ids()).toHaveLength(5);
  });

  test("at once by a 404 of its own read; the owner whose only account it was stays, with none", async () => {
    await pass();
    app.stackone.accounts = [];
    app.advance(1);
    expect(await app.tracker.stackone.readAccount("1", "watch")).toBeNull();
    expect(await ids()).toEqual(["2", "3", "4", "5"]);
    for (const id of ["2", "3", "4", "5"]) await app.tracker.stackone.readAccount(id, "watch");
    expect(await app.store.owners.get("acme")).toMatchObject({ accounts: 0, name: "Acme Corp" });
  });
});

describe("the second list of accounts", () => {
  beforeEach(() => {
    app.stackone.accounts = ["1", "2", "3"].map((id) =>
      makeAccount({ id, connectorProfileId: undefined }),
    );
  });
  const profiles = async () =>
    (await app.store.accounts.known(["1", "2", "3"])).map((one) => one.connectorProfileId);

  test("adds the connector profile where the first names none, and nothing else", async () => {
    app.stackone.profilesOfV2 = { 1: "one", 2: "two", 9: "of an account that is not there" };
    expect(await pass()).toBe(3);
    expect(await profiles()).toEqual(["one", "two", undefined]);
    expect(await ids()).toHaveLength(3);
    // a later pass does not lose them
    await pass();
    expect(await profiles()).toEqual(["one", "two", undefined]);
  });

  test("is not asked where the first names them, and not missed where it is absent", async () => {
    await pass();
    expect(app.stackone.calls).toContain("readProfilesPage");
    expect(await syncStateToApi(app)).toMatchObject({ problem: null, pass: null });
    app.stackone.accounts = [makeAccount({ id: "1" })];
    app.stackone.calls.length = 0;
    await pass();
    expect(app.stackone.calls).toEqual(["readAccountsPage"]);
  });
});

test("who looks at an owner while StackOne fails: the copy answers and says so; without one it is StackOne's error", async () => {
  app.stackone.fail["listAccountsOfOwners"] = new StackOneError(
    "unavailable",
    "StackOne answered 500",
  );
  const look = () => listAccounts(app.staff("viewer"), { ownerId: ["acme"] });
  await expect(look()).rejects.toMatchObject({ code: "stackone_unavailable" });
  await pass();
  const page = await look();
  expect(page).toMatchObject({ total: 5, copy: { problem: "StackOne answered 500." } });
  expect(page.syncedAt).toBe(page.copy.completeAt);
});

test("B13: what cannot be read is not taken for gone", async () => {
  const account = makeAccount({ id: "1" });
  let page: { items: (typeof account)[]; unreadable: (string | null)[] };
  app.stackone.readAccountsPage = async () => ({ ...structuredClone(page), next: null, total: 1 });
  const goneAt = async () => (await app.store.accounts.known(["1"]))[0]?.goneAt;
  page = { items: [account], unreadable: [] };
  await pass();
  for (const unreadable of [["1"], ["1"], ["1"], [null], [null], ["1"]]) {
    page = { items: [], unreadable };
    await pass();
    expect(await goneAt()).toBeNull();
  }
  page = { items: [], unreadable: [] };
  await pass();
  await pass();
  expect(await goneAt()).not.toBeNull();
});
