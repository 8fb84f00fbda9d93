import type { RowPart } from "../testing/row-part.ts";
import { describe, expect, test } from "vitest";
import { acceptDifference } from "../connect-session/accept-difference.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { at, began, following } from "../testing/following.ts";
import { day, makeAttempt, minute } from "../testing/followed-row.ts";

const appeared = makeAccount({ id: "new-1", createdAt: began + minute, updatedAt: began + minute });
const connected = async (row: RowPart = {}, account = appeared) => {
  const world = await following(at({ id: "a", ...row }));
  world.stackone.accounts = [account];
  world.advance(2 * minute);
  expect((await world.check("a")).progress).toBe("connected");
  return world;
};

describe("B10: an account of another owner", () => {
  const foreign = makeAccount({
    id: "globex-1",
    ownerId: "globex",
    ownerName: "Globex",
    createdAt: began - day,
    updatedAt: began + minute,
  });
  const attempt = makeAttempt("authenticated", began + minute, { accountId: "globex-1" });
  const linked = async (account = foreign, row: RowPart = {}) => {
    const world = await following(at({ id: "a", ...row }));
    world.attempts["a"] = { readable: true, attempt };
    world.stackone.accounts = [account];
    world.advance(2 * minute);
    return { ...world, row: await world.check("a") };
  };

  test.each([
    ["one that was there before", foreign],
    ["one that the link made", { ...foreign, createdAt: began + minute }],
    ["one under our owner's very name", { ...foreign, ownerName: "Acme Corp" }],
  ])("B10: is a problem, and the sentence names whose it is: %s", async (_, account) => {
    const { row } = await linked(account);
    expect(row.progress).toBe("connected_with_problem");
    expect(row.problems.map(({ code }) => code)).toContain("owner_differs");
    expect(row.checks).toContainEqual({
      point: "owner",
      result: "different",
      promised: "acme",
      actual: "globex",
    });
    const proof = row.timeline?.find(({ code }) => code === "attempt");
    expect(proof?.text).toContain(`the account for ${account.ownerName} at BambooHR`);
  });

  test("B10: cannot be accepted away, and stays a problem when it is looked at again", async () => {
    const world = await linked();
    const problems = world.row.problems.map(({ code }) => code);
    await expect(acceptDifference(world.staff(), "a", { problems })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(world.audited().at(-1)).toBe("connect_session.accept refused connect_session a");
    world.advance(minute);
    expect((await world.check("a")).problems.map(({ code }) => code)).toContain("owner_differs");
  });

  test("B10: an account that is moved to another owner after it was linked", async () => {
    const world = await connected();
    world.stackone.accounts = [{ ...appeared, ownerId: "globex", ownerName: "Globex" }];
    world.advance(minute);
    const row = await world.check("a");
    expect(row.problems.map(({ code }) => code)).toEqual(["owner_differs"]);
    expect(row.account?.owner.name).toBe("Globex");
  });
});

describe("B11: what becomes of a connected row's account", () => {
  test("B11: gone by its own read within 15 minutes is broken soon after; people are told", async () => {
    const world = await connected();
    world.stackone.accounts = [];
    world.advance(10 * minute);
    const row = await world.check("a");
    expect(row).toMatchObject({
      progress: "connected_with_problem",
      problems: [{ code: "broke_soon_after", message: expect.stringContaining("deleted") }],
      account: { id: "new-1", status: "deleted" },
    });
    const news = world.store.stored.notifications().map(({ kind, facts }) => [kind, facts.codes]);
    expect(news).toContainEqual(["problem", ["account_gone"]]);
    const asked = world.stackone.calls.filter((call) => call === "readAccount").length;
    world.advance(minute);
    await world.check("a");
    expect(world.stackone.calls.filter((call) => call === "readAccount")).toHaveLength(asked);
  });

  test("B11: missing in a list that lags is nothing, and after the 15 minutes the list is not doubted", async () => {
    const world = await connected();
    world.stackone.accounts = [];
    world.stackone.readAccount = async () => appeared;
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("connected");
    world.stackone.readAccount = async () => null;
    world.advance(20 * minute);
    expect(await world.check("a")).toMatchObject({ progress: "connected", problems: [] });
  });

  test("B11: one that is there again makes the row right", async () => {
    const world = await connected();
    world.stackone.accounts = [];
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("connected_with_problem");
    world.stackone.accounts = [appeared];
    world.advance(minute);
    expect(await world.check("a")).toMatchObject({
      progress: "connected",
      problems: [],
      account: { status: "active" },
    });
  });

  test("B11: what was deleted from the console is a line, no problem", async () => {
    const world = await connected();
    await world.store.accountDeletions.insert({
      id: "deletion-1",
      accountId: "new-1",
      by: { id: "staff-1", name: "Robin" },
      requestId: "request-1",
      askedAt: began,
      state: "deleted",
      message: null,
    });
    world.stackone.accounts = [];
    world.advance(minute);
    const row = await world.check("a");
    expect(row).toMatchObject({ progress: "connected", account: { status: "deleted" } });
    expect(row.timeline?.[0]).toMatchObject({ code: "account_gone" });
  });

  const free = { provider: null };
  const second = makeAccount({
    ...appeared,
    id: "new-2",
    provider: "lever",
    providerName: "Lever",
    createdAt: began + 20 * minute,
  });

  test.each([
    ["without provider", free],
    ["with categories", { ...free, categories: ["hris", "ats"] }],
    ["that always makes another", { multiple: true }],
  ])("B11: a second account through one link is told until it expires: %s", async (_, row) => {
    const world = await connected(row);
    const { followUntil, expiresAt } = await world.get("a");
    expect(followUntil).toBeGreaterThan(expiresAt ?? Number.POSITIVE_INFINITY);
    const provider = row === free || "categories" in row ? "lever" : "bamboohr";
    world.stackone.accounts = [appeared, { ...second, provider }];
    world.advance(30 * minute);
    const two = await world.check("a");
    expect(two.progress).toBe("connected_with_problem");
    expect(two.problems.map(({ code }) => code)).toEqual(["second_account"]);
    world.advance(minute);
    expect((await world.check("a")).timeline).toHaveLength(2);
  });

  test("B11: not one at the provider that the link has connected, nor one through a link for one provider", async () => {
    const world = await connected(free);
    world.stackone.accounts = [appeared, { ...second, provider: "bamboohr" }];
    world.advance(30 * minute);
    expect((await world.check("a")).progress).toBe("connected");
    const one = await connected();
    one.stackone.accounts = [appeared, second];
    one.advance(10 * minute);
    expect((await one.check("a")).progress).toBe("connected");
  });

  test("B11: an account that another link waits for is that one's", async () => {
    const world = await connected(free);
    await world.add(at({ id: "b", provider: "lever" }));
    world.stackone.accounts = [appeared, second];
    world.advance(30 * minute);
    expect((await world.check("b")).progress).toBe("connected");
    expect(await world.progress("a")).toBe("connected");
  });
});

test("W5: an entry says between when it happened where nobody looked in between", async () => {
  const world = await following(at({ id: "a" }));
  world.advance(minute);
  const before = world.clock.now();
  await world.check("a");
  world.advance(3 * minute);
  world.attempts["a"] = { readable: true, attempt: makeAttempt("error", before + minute) };
  const failed = await world.check("a");
  expect(failed.timeline?.[0]?.since).toBe(new Date(before).toISOString());
  world.advance(minute / 2);
  const attempt = makeAttempt("pending", world.clock.now(), { id: "attempt-2" });
  world.attempts["a"] = { readable: true, attempt };
  const again = await world.check("a");
  expect([again.timeline?.[0]?.code, again.timeline?.[0]?.since]).toEqual(["pending", undefined]);
});
