import { describe, expect, test } from "vitest";
import { makeAccount } from "../testing/fake-stackone.ts";
import { at, began, following } from "../testing/following.ts";
import { minute } from "../testing/followed-row.ts";

const broken = makeAccount({ id: "broken", status: "error", createdAt: 1, updatedAt: began - 1 });
const repaired = { ...broken, status: "active", updatedAt: began + minute };
const edit = { accountId: "broken" };

async function owning(accounts: number, ...rows: Parameters<typeof following>) {
  const world = await following(...rows);
  await world.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
  await world.store.owners.putCounts([{ id: "acme", name: "Acme Corp", accounts }]);
  world.stackone.accounts = [repaired];
  world.advance(2 * minute);
  return world;
}
const reads = (calls: string[]) => calls.filter((call) => /^(listAccounts|readAccount)/.test(call));

describe("B15: a look at a link that edits an account", () => {
  test("B15: reads that account alone where the owner has thousands, and it proves what a list proves", async () => {
    const world = await owning(10_000, at({ id: "a", ...edit }, broken));
    expect((await world.check("a")).progress).toBe("connected");
    expect(reads(world.stackone.calls)).toEqual(["readAccount"]);
    const small = await owning(3, at({ id: "a", ...edit }, broken));
    const listed = await small.check("a");
    expect(reads(small.stackone.calls)[0]).toBe("listAccountsOfOwners");
    expect(listed.progress).toBe("connected");
  });

  test("B15: reads the list where another link of the owner may end at any account", async () => {
    const other = at({ id: "b", provider: "lever" });
    const world = await owning(10_000, at({ id: "a", ...edit }, broken), other);
    await world.check("a");
    expect(reads(world.stackone.calls)[0]).toBe("listAccountsOfOwners");
  });

  test("B15: an account that is gone is noticed as before", async () => {
    const world = await owning(10_000, at({ id: "a", ...edit }, broken));
    await world.check("a");
    world.stackone.accounts = [];
    world.advance(minute);
    const row = await world.check("a");
    expect(row.progress).toBe("connected_with_problem");
    expect(row.problems.map(({ code }) => code)).toEqual(["broke_soon_after"]);
    expect(reads(world.stackone.calls)).not.toContain("listAccountsOfOwners");
  });
});
