import { describe, expect, test } from "vitest";
import { magicWords } from "./magic-words.ts";
import { giveUpOn, neverAnswered, testSimulator } from "./test-simulator.ts";

type Simulator = ReturnType<typeof testSimulator>;

/** What reading the accounts of each magic owner does. */
const owners: Record<string, (sim: Simulator, read: () => Promise<Response>) => Promise<void>> = {
  "sim-accounts-401": async (_, read) => expect((await read()).status).toBe(401),
  "sim-accounts-403": async (_, read) => expect((await read()).status).toBe(403),
  "sim-accounts-429": async (_, read) =>
    expect((await read()).headers.get("retry-after")).toBe("5"),
  "sim-accounts-500": async (_, read) => expect((await read()).status).toBe(500),
  "sim-accounts-slow": async (sim, read) => {
    expect((await read()).status).toBe(200);
    expect(sim.slept).toEqual([4]);
  },
  "sim-accounts-never": async (sim) => {
    const asked = { method: "GET", path: "/accounts?origin_owner_id=sim-accounts-never" };
    expect(await giveUpOn(sim, asked)).toEqual(neverAnswered);
  },
  "sim-accounts-reset": async (_, read) => {
    await expect(read()).rejects.toThrow("connection reset");
  },
  "sim-accounts-wrong-shape": async (_, read) =>
    expect(await (await read()).json()).toEqual({ unexpected: { shape: true } }),
  "sim-accounts-not-json": async (_, read) => {
    await expect((await read()).json()).rejects.toThrow(SyntaxError);
  },
  "sim-accounts-envelope": async (_, read) =>
    expect(await (await read()).json()).toMatchObject({ data: [{ provider: "bamboohr" }] }),
};

/** What deleting each owner's account does, and whether it is there afterwards. */
const deletions: Record<
  string,
  (remove: () => Promise<Response>, sim: Simulator) => Promise<boolean>
> = {
  "sim-delete-403": async (remove) => {
    expect((await remove()).status).toBe(403);
    return true;
  },
  "sim-delete-404": async (remove) => {
    expect((await remove()).status).toBe(404);
    return true;
  },
  "sim-delete-429": async (remove) => {
    expect((await remove()).headers.get("retry-after")).toBe("30");
    return true;
  },
  "sim-delete-500": async (remove) => {
    expect((await remove()).status).toBe(500);
    return true;
  },
  "sim-delete-slow": async (remove, sim) => {
    expect((await remove()).status).toBe(200);
    expect(sim.slept).toEqual([4]);
    return false;
  },
  "sim-delete-reset": async (remove) => {
    await expect(remove()).rejects.toThrow("connection reset");
    return true;
  },
  "sim-delete-reset-after": async (remove) => {
    await expect(remove()).rejects.toThrow("connection reset");
    return false;
  },
  "sim-delete-wrong-shape": async (remove) => {
    expect(await (await remove()).json()).toEqual({ unexpected: { shape: true } });
    return false;
  },
};

describe("magic owners", () => {
  test.each(Object.entries(owners))("%s", async (owner, check) => {
    const sim = testSimulator();
    await check(sim, () => sim.send("GET", `/accounts?origin_owner_id=${owner}`));
  });

  test.each(Object.entries(deletions))("%s", async (owner, check) => {
    const sim = testSimulator();
    const [account] = (await sim.accounts(`origin_owner_id=${owner}`)) as {
      id: string;
      type: string;
    }[];
    expect(account?.type).toBe("test");
    const isThere = await check(() => sim.send("DELETE", `/accounts/${account?.id}`), sim);
    expect(await sim.accounts(`origin_owner_id=${owner}`)).toHaveLength(isThere ? 1 : 0);
  });

  test("every one of them is tried here", () => {
    const words = magicWords.filter(({ where }) => where === "owner").map(({ word }) => word);
    const tried = [owners, deletions].flatMap((each) => Object.keys(each));
    expect(tried.toSorted()).toEqual(words.toSorted());
  });

  test("they spoil no read of several owners, and are found in the list of all", async () => {
    const sim = testSimulator();
    const query = "origin_owner_ids=acme&origin_owner_ids=sim-accounts-500";
    expect(await sim.accounts(query)).toHaveLength(5);
    const all = JSON.stringify(await sim.accounts("page_size=500"));
    for (const owner of Object.keys(owners)) expect(all).toContain(`"${owner}"`);
  });
});
