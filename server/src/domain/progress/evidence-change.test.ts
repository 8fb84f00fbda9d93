import type { RowPart } from "../testing/row-part.ts";
import { describe, expect, test, vi } from "vitest";
import { confirmConnectSession } from "../connect-session/confirm.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { at, began, following } from "../testing/following.ts";
import { day, minute } from "../testing/followed-row.ts";

/** An account whose `updated_at` never moves, whatever its status does. */
const frozen = (status: string, part: object = {}) =>
  makeAccount({ id: "old-1", status, createdAt: began - day, updatedAt: began - day, ...part });
const broken = frozen("error");
const working = frozen("active");
const named = { accountId: "old-1" };
const later = (row: RowPart, now: number, edits = broken) =>
  at(
    {
      ...row,
      createdAt: now,
      startedAt: now,
      endsAt: now + day,
      expiresAt: now + day,
      baseline: { takenAt: now - 1000, accounts: [edits] },
    },
    edits,
  );

/** Link `a` has repaired the account; by then it is broken again, and `b` is to repair it. */
async function secondRepair(...others: ConnectSessionRow[]) {
  const world = await following(at({ id: "a", ...named }, broken), ...others);
  world.stackone.accounts = [working];
  world.advance(minute);
  expect((await world.check("a")).progress).toBe("connected");
  world.stackone.accounts = [broken];
  world.advance(20 * minute);
  await world.add(later({ id: "b", ...named }, world.clock.now()));
  world.advance(minute);
  return world;
}

describe("A2: `updated_at` stands still while the status moves", () => {
  test("A2: the second repair is seen, claimed under a name of its own, and audited", async () => {
    const world = await secondRepair();
    expect((await world.check("b")).progress).toBe("waiting");
    world.stackone.accounts = [working];
    world.advance(minute);
    expect((await world.check("b")).progress).toBe("connected");
    expect(world.audited()).toEqual([
      "connect_session.check done connect_session a",
      "connect_session.check done connect_session b",
      "connect_session.check done connect_session b",
    ]);
    const claims = world.store.stored.claims();
    expect(new Set(claims.map(({ change }) => change)).size).toBe(2);
    expect(claims.map(({ connectSessionId }) => connectSessionId)).toEqual(["a", "b"]);
  });

  test("A2: a third repair as well", async () => {
    const world = await secondRepair();
    for (const id of ["b", "c"]) {
      if (id === "c") await world.add(later({ id, ...named }, world.clock.now()));
      world.stackone.accounts = [working];
      world.advance(minute);
      expect((await world.check(id)).progress).toBe("connected");
      world.stackone.accounts = [broken];
      world.advance(20 * minute);
    }
  });

  test("A2: what one link has counted is nothing for a link that stood beside it; the rest of the look is written", async () => {
    const beside = at({ id: "c", ...named }, broken);
    const other = at({ id: "d", provider: "lever" });
    const world = await following(at({ id: "a", ...named }, broken), beside, other);
    world.stackone.accounts = [working];
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("likely_connected");
    await confirmConnectSession(world.staff(), "a", { done: true });
    world.stackone.accounts = [
      working,
      makeAccount({ id: "new-1", provider: "lever", createdAt: began + minute, updatedAt: 1 }),
    ];
    world.advance(minute);
    expect((await world.check("c")).progress).toBe("waiting");
    expect(await world.progress("d")).toBe("connected");
    expect((await world.get("c")).lastCheckedAt).toBe(world.clock.now());
    expect((await world.get("c")).nextCheckAt).toBeGreaterThan(world.clock.now());
  });

  test("A2: a link that stood beside the first repair takes a second one as a hint only, and may be confirmed", async () => {
    const world = await following(
      at({ id: "a", ...named }, broken),
      at({ id: "c", ...named }, broken),
    );
    world.stackone.accounts = [working];
    world.advance(minute);
    await world.check("a");
    await confirmConnectSession(world.staff(), "a", { done: true });
    world.advance(minute);
    expect((await world.check("c")).progress).toBe("waiting");
    for (const account of [broken, working]) {
      world.stackone.accounts = [account];
      world.advance(10 * minute);
      await world.check("c");
    }
    expect(await world.progress("c")).toBe("likely_connected");
    const { progress } = await confirmConnectSession(world.staff(), "c", { done: true });
    expect(progress).toBe("connected");
  });

  test("A2: “Not yet” is not asked again for the same change", async () => {
    const world = await following(
      at({ id: "a", ...named }, broken),
      at({ id: "c", ...named }, broken),
    );
    world.stackone.accounts = [working];
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("likely_connected");
    await confirmConnectSession(world.staff(), "a", { done: false });
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("waiting");
    expect(await world.progress("c")).toBe("connected");
  });

  test.each([
    ["label", { label: "Berlin" }, { label: "Hamburg" }, { label: "Berlin" }],
    ["type", { type: "production" }, { type: "test" }, { type: "production" }],
  ] as const)("A2: what a second link sets anew is seen too: %s", async (_, asked, was, is) => {
    const world = await following(
      at({ id: "a", ...named, ...asked, multiple: false }, frozen("active", was)),
    );
    world.stackone.accounts = [frozen("active", is)];
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("connected");
    world.stackone.accounts = [frozen("active", was)];
    world.advance(20 * minute);
    const now = world.clock.now();
    await world.add(later({ id: "b", ...named, ...asked }, now, frozen("active", was)));
    world.stackone.accounts = [frozen("active", is)];
    world.advance(minute);
    expect((await world.check("b")).progress).toBe("connected");
  });

  test("A2: a look whose rows others always changed first is a failure, said and audited as one", async () => {
    const world = await following(at({ id: "a", ...named }, broken));
    vi.spyOn(world.store, "transaction").mockImplementation((work) =>
      work({
        ...world.store,
        connectSessions: { ...world.store.connectSessions, update: async () => null },
      }),
    );
    await expect(world.check("a")).rejects.toMatchObject({ code: "conflict" });
    expect(world.audited().at(-1)).toBe("connect_session.check failed connect_session a");
  });
});

describe("A3: what we switched off and on again is nobody's sign-in", () => {
  const walk = async (row: ConnectSessionRow, statuses: string[]) => {
    const world = await following(row);
    let moved = began - day;
    for (const status of statuses) {
      moved += minute;
      world.stackone.accounts = [frozen(status, { updatedAt: moved })];
      world.advance(minute);
      await world.check("a");
    }
    const { progress, linkHeld } = await world.get("a");
    const codes = world.store.stored.timeline("a")?.map(({ code }) => code) ?? [];
    return { progress, linkHeld, codes };
  };
  const matched = at({ id: "a" }, working);
  const byAccount = at({ id: "a", ...named }, working);

  test.each(["inactive", "suspended"])("A3: %s and active again", async (status) => {
    // an account that changes by itself: no hint from its `updated_at` either
    for (const row of [matched, byAccount]) {
      const memory = { selfUpdating: ["old-1"] };
      const walked = await walk({ ...row, memory }, [status, "active"]);
      expect(walked).toEqual({ progress: "waiting", linkHeld: true, codes: ["switched_on"] });
    }
  });

  test("A3: switched off when the link was made, and on afterwards", async () => {
    const memory = { selfUpdating: ["old-1"] };
    const off = at({ id: "a", ...named, memory }, frozen("inactive"));
    const walked = await walk(off, ["inactive", "active", "active"]);
    expect(walked).toEqual({ progress: "waiting", linkHeld: true, codes: ["switched_on"] });
  });

  test("A3: one that worked when the link was made, failed and works again is a hint at most", async () => {
    expect(await walk(byAccount, ["error", "active"])).toMatchObject({
      progress: "likely_connected",
      linkHeld: true,
    });
    const memory = { selfUpdating: ["old-1"] };
    expect((await walk({ ...byAccount, memory }, ["expired", "active"])).progress).toBe("waiting");
  });

  test.each(["error", "expired"])(
    "A3: one that was in %s is still proved by active",
    async (was) => {
      const row = at({ id: "a", ...named }, frozen(was));
      expect((await walk(row, ["active"])).progress).toBe("connected");
    },
  );

  test("A3: one in error that was switched off and on in between still needs the customer", async () => {
    const row = at({ id: "a", ...named }, broken);
    const { progress, codes } = await walk(row, ["inactive", "error"]);
    expect([progress, codes]).toEqual(["waiting", []]);
  });
});
