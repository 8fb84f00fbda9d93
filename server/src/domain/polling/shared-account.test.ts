import { describe, expect, test } from "vitest";
import { acceptDifference } from "../connect-session/accept-difference.ts";
import { confirmConnectSession } from "../connect-session/confirm.ts";
import { pollOwner } from "./poll-owner.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { at, began, following } from "../testing/following.ts";
import { makeAttempt, minute } from "../testing/followed-row.ts";

const made = makeAccount({ id: "new-1", createdAt: began + minute, updatedAt: began + minute });
const signedIn = (began: number, ended: number) =>
  ({
    readable: true,
    attempt: makeAttempt("authenticated", began, {
      accountId: "new-1",
      updatedAt: new Date(ended).toISOString(),
    }),
  }) as const;

/** Two open links for the same owner and provider, both to make a new account. */
async function twoLinks() {
  const world = await following(at({ id: "a" }), at({ id: "b" }));
  const codes = async (id: string) => (await world.get(id)).problems.map(({ code }) => code);
  const kind = async (id: string) =>
    (await world.get(id)).checks.find(({ point }) => point === "create or edit")?.actual;
  return { ...world, codes, kind };
}

async function expectShared(world: Awaited<ReturnType<typeof twoLinks>>, first: string) {
  const second = first === "a" ? "b" : "a";
  expect([await world.kind(first), await world.kind(second)]).toEqual(["create", "edit"]);
  expect(await world.codes(first)).toEqual(["shared_account"]);
  expect((await world.codes(second)).toSorted()).toEqual(["outcome_differs", "shared_account"]);
  expect([await world.progress("a"), await world.progress("b")]).toEqual([
    "connected_with_problem",
    "connected_with_problem",
  ]);
}

describe("W4: two links that were each to make an account end at one", () => {
  test.each(["a", "b"])("W4: one sign-in after the other, first %s", async (first) => {
    const second = first === "a" ? "b" : "a";
    const world = await twoLinks();
    world.attempts[first] = signedIn(began + minute - 1, began + minute);
    world.stackone.accounts = [made];
    world.advance(2 * minute);
    await world.check(first);
    expect(await world.progress(first)).toBe("connected");
    world.attempts[second] = signedIn(began + 20 * minute, began + 21 * minute);
    world.stackone.accounts = [{ ...made, updatedAt: began + 21 * minute }];
    world.advance(20 * minute);
    await world.check(second);
    await expectShared(world, first);
    const told = world.store.stored
      .notifications()
      .map(({ connectSessionId, facts }) => [connectSessionId, facts.codes]);
    expect(told).toContainEqual([first, ["shared_account"]]);
    const { progress } = await acceptDifference(world.staff(), first, {
      problems: ["shared_account"],
    });
    expect(progress).toBe("connected");
    world.advance(minute);
    await world.check(second);
    expect(await world.progress(first)).toBe("connected");
  });

  describe.each(["a", "b"])(
    "both sign-ins had begun before the account was there, first %s",
    (first) => {
      const second = first === "a" ? "b" : "a";

      async function inOneLook(world: Awaited<ReturnType<typeof twoLinks>>, ended: number) {
        const now = began + 4 * minute;
        world.advance(4 * minute);
        const items = [{ ...made, updatedAt: ended }];
        world.stackone.accounts = items;
        const attempts = new Map([
          [first, { at: now, reading: signedIn(began + 10, began + minute) }],
          [second, { at: now, reading: signedIn(began + 20, ended) }],
        ]);
        const reading = { accounts: { at: now, items }, attempts, named: new Map() };
        await pollOwner(
          world.tracker,
          "acme",
          { ...reading, refreshing: new Map() },
          { purpose: "watch" },
        );
      }

      /** One link's sign-in, and the account, are read before the other link's sign-in. */
      async function inTwoLooks(
        world: Awaited<ReturnType<typeof twoLinks>>,
        [one, other]: [string, string],
        ended: number,
      ) {
        const readings = {
          [first]: signedIn(began + 10, began + minute),
          [second]: signedIn(began + 20, ended),
        };
        world.stackone.accounts = [{ ...made, updatedAt: ended }];
        world.advance(4 * minute);
        for (const id of [one, other]) {
          const reading = readings[id];
          if (reading) world.attempts[id] = reading;
          world.advance(minute);
          await world.check(id);
        }
      }

      const checks = {
        "one look": inOneLook,
        "two looks, the first one first": (world, ended) =>
          inTwoLooks(world, [first, second], ended),
        "two looks, the second one first": (world, ended) =>
          inTwoLooks(world, [second, first], ended),
      } satisfies Record<
        string,
        (world: Awaited<ReturnType<typeof twoLinks>>, ended: number) => Promise<void>
      >;

      test.each(Object.keys(checks) as (keyof typeof checks)[])(
        "W4: in %s, one ended long after: it found the account there",
        async (check) => {
          const world = await twoLinks();
          await checks[check](world, began + 3 * minute);
          await expectShared(world, first);
          const texts = (id: string) =>
            world.get(id).then(({ problems }) => problems.map(({ message }) => message).join(" "));
          expect(await texts(first)).toMatch(/^A second link ended at this account as well/);
          expect(await texts(second)).toMatch(
            /one that was there already was edited.*Another link had created/,
          );
        },
      );

      test.each(Object.keys(checks) as (keyof typeof checks)[])(
        "W4: in %s, they ended at nearly the same time: nothing says which one created it",
        async (check) => {
          const world = await twoLinks();
          await checks[check](world, began + minute + 5);
          for (const id of ["a", "b"]) {
            const { problems, progress, checks } = await world.get(id);
            expect(progress).toBe("connected_with_problem");
            expect(problems).toEqual([
              {
                code: "shared_account",
                message:
                  "Another link ended at this account as well. One of the two created it and the other changed it; we can’t tell which.",
              },
            ]);
            expect(checks.find(({ point }) => point === "create or edit")).toMatchObject({
              actual: null,
              result: "not_known",
            });
          }
          const told = world.store.stored.notifications().flatMap(({ facts }) => facts.codes);
          expect(told).not.toContain("outcome_differs");
          // a later look changes nothing of it
          world.advance(minute);
          await world.check("b");
          expect(await world.codes("b")).toEqual(["shared_account"]);
        },
      );
    },
  );

  test("W4: the one that edited is seen before the one that made it", async () => {
    const world = await twoLinks();
    world.attempts["b"] = signedIn(began + 20 * minute, began + 21 * minute);
    world.stackone.accounts = [{ ...made, updatedAt: began + 21 * minute }];
    world.advance(22 * minute);
    await world.check("b");
    world.attempts["a"] = signedIn(began + minute - 1, began + minute);
    world.advance(minute);
    await world.check("a");
    await expectShared(world, "a");
  });

  test("W4: a form whose save a person confirms", async () => {
    const world = await following(at({ id: "a" }));
    const codes = async (id: string) => (await world.get(id)).problems.map(({ code }) => code);
    world.stackone.accounts = [made];
    world.advance(2 * minute);
    await world.check("a");
    // created while the first was open, and seen to be so by its own baseline
    await world.add(at({ id: "b" }));
    world.advance(minute);
    await world.check("b");
    expect(await world.progress("b")).toBe("waiting");
    world.stackone.accounts = [{ ...made, updatedAt: world.clock.now() }];
    world.advance(minute);
    expect((await world.check("b")).progress).toBe("likely_connected");
    const row = await confirmConnectSession(world.staff(), "b", { done: true });
    expect(row.progress).toBe("connected_with_problem");
    expect(await codes("a")).toEqual(["shared_account"]);
    expect(row.problems.map(({ message }) => message)).toContain(
      "Another link had created this account before, so two links ended at one account.",
    );
    expect(world.changed.at(-1)?.id).toBe("a");
  });

  test("W4: an account that the product made while the link was out is no new one", async () => {
    const world = await following(at({ id: "a" }));
    world.attempts["a"] = signedIn(began + 20 * minute, began + 21 * minute);
    world.stackone.accounts = [{ ...made, type: "test" }];
    world.advance(22 * minute);
    const row = await world.check("a");
    expect(row.problems.map(({ code }) => code)).toEqual(["outcome_differs", "type_differs"]);
  });

  test("W4: a repair of an account that another link made is nothing to say", async () => {
    const world = await following(at({ id: "a" }));
    world.stackone.accounts = [made];
    world.advance(2 * minute);
    await world.check("a");
    const broken = { ...made, status: "error", updatedAt: began + 3 * minute };
    world.stackone.accounts = [broken];
    world.advance(20 * minute);
    await world.add(at({ id: "b", accountId: "new-1", startedAt: world.clock.now() }, broken));
    world.stackone.accounts = [{ ...made, updatedAt: world.clock.now() }];
    world.advance(minute);
    expect(await world.check("b")).toMatchObject({ progress: "connected", problems: [] });
    expect((await world.get("a")).problems).toEqual([]);
  });

  test("W4: links of one lineage share their account", async () => {
    const older = at({ id: "a", supersededBy: "b" });
    const newer = at({ id: "b", lineageId: "a", supersedes: "a", createdAt: began + 1 });
    const world = await following(older, newer);
    world.stackone.accounts = [made];
    world.advance(2 * minute);
    await world.check("a");
    expect([(await world.get("a")).problems, (await world.get("b")).problems]).toEqual([[], []]);
  });
});
