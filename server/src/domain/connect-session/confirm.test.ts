import { describe, expect, test } from "vitest";
import { acceptDifference } from "./accept-difference.ts";
import { confirmConnectSession } from "./confirm.ts";
import { isoTimeOrNull } from "../iso-time.ts";
import { type StackOneAccount } from "../ports/stackone.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { day, minute } from "../testing/followed-row.ts";
import { at, began, following } from "../testing/following.ts";

const appeared = makeAccount({ id: "new-1", createdAt: began + minute, updatedAt: began + minute });
const working = makeAccount({ id: "old-1", createdAt: began - day, updatedAt: began - day });
const saved = { ...working, updatedAt: began + minute };

describe("confirm", () => {
  const hinted = async () => {
    const world = await following(at({ id: "a" }, working));
    world.stackone.accounts = [saved];
    world.advance(2 * minute);
    expect((await world.check("a")).progress).toBe("likely_connected");
    return world;
  };

  test("it is done: connected by the checks, with who said so, audited, claimed and wiped", async () => {
    const world = await hinted();
    const answer = await confirmConnectSession(world.staff(), "a", { done: true });
    expect(answer).toMatchObject({ progress: "connected", problems: [], linkHeld: false });
    expect(answer.timeline?.[0]).toMatchObject({
      evidence: "staff",
      by: { id: "staff-1", name: "Robin" },
    });
    expect(world.audited().at(-1)).toBe("connect_session.confirm done connect_session a");
    expect(world.store.stored.claims()).toHaveLength(1);
    expect(world.store.stored.secretsOf()).toEqual([]);
  });

  test("not yet: that updated_at becomes the baseline, a later one counts again", async () => {
    const world = await hinted();
    expect(await confirmConnectSession(world.staff(), "a", { done: false })).toMatchObject({
      progress: "waiting",
    });
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("waiting");
    world.stackone.accounts = [{ ...saved, updatedAt: world.clock.now() }];
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("likely_connected");
  });

  describe("B18: the answer is about the account that was shown", () => {
    const shown = (account: StackOneAccount) => ({
      account: { id: account.id, updatedAt: isoTimeOrNull(account.updatedAt) },
    });
    const says = (world: Awaited<ReturnType<typeof hinted>>, answer: object, done = true) =>
      confirmConnectSession(world.staff(), "a", { done, ...answer });
    const later = { ...saved, updatedAt: (saved.updatedAt ?? 0) + 2 * minute };

    test("the same one: connected", async () => {
      expect(await says(await hinted(), shown(saved))).toMatchObject({ progress: "connected" });
    });

    test.each([true, false])(
      "another one, or none of its time, is a conflict (done: %s)",
      async (done) => {
        const world = await hinted();
        for (const other of [
          shown({ ...saved, id: "other" }),
          shown(later),
          shown({ ...saved, updatedAt: null }),
        ])
          await expect(says(world, other, done)).rejects.toMatchObject({ code: "conflict" });
        expect(await world.progress("a")).toBe("likely_connected");
        expect(world.store.stored.claims()).toEqual([]);
        expect(world.audited().at(-1)).toBe("connect_session.confirm refused connect_session a");
      },
    );

    test("it was saved again meanwhile: what was shown does not count, nor does a script that says nothing", async () => {
      const world = await hinted();
      world.stackone.accounts = [later];
      world.advance(3 * minute);
      await world.check("a");
      for (const old of [shown(saved), {}])
        await expect(says(world, old)).rejects.toMatchObject({ code: "conflict" });
      expect(await says(world, shown(later))).toMatchObject({ progress: "connected" });
    });

    test("it went and came back otherwise: a script must look again; after an answer it need not", async () => {
      const world = await hinted();
      world.stackone.accounts = [];
      world.advance(minute);
      expect((await world.check("a")).progress).toBe("waiting");
      world.stackone.accounts = [later];
      world.advance(2 * minute);
      expect((await world.check("a")).progress).toBe("likely_connected");
      await expect(says(world, {})).rejects.toMatchObject({ code: "conflict" });
      expect(await says(world, shown(later), false)).toMatchObject({ progress: "waiting" });
      world.stackone.accounts = [{ ...later, updatedAt: world.clock.now() }];
      world.advance(minute);
      await world.check("a");
      expect(await says(world, {})).toMatchObject({ progress: "connected" });
    });
  });

  test("nothing to confirm is a conflict, and a viewer is not allowed; both are audited", async () => {
    const world = await following(at({ id: "a" }));
    await expect(confirmConnectSession(world.staff(), "a", { done: true })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(
      confirmConnectSession(world.staff("viewer"), "a", { done: true }),
    ).rejects.toMatchObject({ code: "not_allowed" });
    expect(world.audited()).toEqual([
      "connect_session.confirm refused connect_session a",
      "connect_session.confirm refused connect_session a",
    ]);
  });
});

describe("accept the difference", () => {
  const differing = { ...appeared, connectorProfileId: "bamboo-old" };
  const linked = async (account = differing) => {
    const profile = { connectorProfileId: "bamboo-default" };
    const world = await following(at({ id: "a", ...profile }));
    world.stackone.accounts = [account];
    world.advance(2 * minute);
    expect((await world.check("a")).progress).toBe("connected_with_problem");
    return world;
  };
  const problems = ["profile_differs"];

  test("the row is connected and stays so; who took it, and why, is said and audited", async () => {
    const world = await linked();
    const row = await acceptDifference(world.staff("support"), "a", { problems, reason: "agreed" });
    expect(row).toMatchObject({
      progress: "connected",
      linkHeld: false,
      problems: [{ code: "profile_differs" }],
    });
    expect(row.timeline?.[0]).toMatchObject({ code: "accepted", by: { name: "Robin" } });
    expect(row.timeline?.[0]?.text).toMatch(/^Accepted as it is\. .*profile.* Reason: agreed$/);
    expect(world.audited().at(-1)).toBe("connect_session.accept done connect_session a");
    expect(world.store.stored.secretsOf()).toEqual([]);
    world.advance(minute);
    expect((await world.check("a")).progress).toBe("connected");
  });

  test("what happens afterwards is told again: it broke, and once right it is connected as accepted", async () => {
    const world = await linked();
    await acceptDifference(world.staff(), "a", { problems });
    world.advance(minute);
    world.stackone.accounts = [{ ...differing, status: "error", updatedAt: world.clock.now() }];
    const broken = await world.check("a");
    expect(broken.progress).toBe("connected_with_problem");
    expect(broken.problems.map(({ code }) => code)).toContain("broke_soon_after");
    world.advance(minute);
    world.stackone.accounts = [{ ...differing, updatedAt: world.clock.now() }];
    expect((await world.check("a")).progress).toBe("connected");
  });

  test("refused, and audited: an account that is not active, other differences than shown, none at all, a viewer", async () => {
    const broken = await linked({ ...differing, status: "error" });
    await expect(
      acceptDifference(broken.staff(), "a", { problems: ["profile_differs", "not_active"] }),
    ).rejects.toMatchObject({ code: "conflict" });
    const world = await linked();
    const refusals = [
      ["admin", "a", [], "conflict"],
      ["admin", "a", ["profile_differs", "type_differs"], "conflict"],
      ["viewer", "a", problems, "not_allowed"],
      ["qa", "a", problems, "not_allowed"],
      ["admin", "nothing", problems, "not_found"],
    ] as const;
    for (const [role, id, seen, code] of refusals)
      await expect(
        acceptDifference(world.staff(role), id, { problems: [...seen] }),
      ).rejects.toMatchObject({ code });
    expect(world.audited().filter((line) => line.includes("accept refused"))).toHaveLength(4);
    await acceptDifference(world.staff(), "a", { problems });
    await expect(acceptDifference(world.staff(), "a", { problems })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
