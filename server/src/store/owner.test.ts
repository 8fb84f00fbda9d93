import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "./fold.ts";
import { openTestStore } from "./testing/fixtures.ts";

test("an owner's name is the one with most accounts, without any the newest by staff", async () => {
  const { store, advance } = await openTestStore();
  const { owners } = store;
  await owners.add({ id: "o1", name: "Imported", source: "import" });
  advance(1);
  await owners.add({ id: "o1", name: "By staff", source: "staff" });
  advance(1);
  await owners.add({ id: "o1", name: "By staff, later", source: "staff" });
  expect(await owners.get("o1")).toMatchObject({
    name: "By staff, later",
    source: "staff",
    accounts: 0,
  });

  await owners.putCounts([
    { id: "o1", name: "Imported", accounts: 1 },
    { id: "o1", name: "From StackOne ", accounts: 4 },
  ]);
  expect(await owners.get("o1")).toEqual({
    id: "o1",
    name: "From StackOne ",
    otherNames: [
      { name: "Imported", accounts: 1 },
      { name: "By staff, later", accounts: 0 },
      { name: "By staff", accounts: 0 },
    ],
    source: "accounts",
    accounts: 5,
  });
  expect(await owners.get("nobody")).toBeUndefined();
});

test("counts replace what was there for their ids, and leave other ids and who brought a name", async () => {
  const { store } = await openTestStore();
  const { owners } = store;
  await owners.add({ id: "a", name: "Acme", source: "staff" });
  await owners.putCounts([
    { id: "a", name: "Acme", accounts: 3 },
    { id: "a", name: "ACME", accounts: 1 },
    { id: "b", name: "Bolt", accounts: 2 },
  ]);
  await owners.putCounts([{ id: "a", name: "ACME", accounts: 2 }]);
  expect(await owners.get("a")).toMatchObject({
    name: "ACME",
    accounts: 2,
    otherNames: [{ name: "Acme", accounts: 0 }],
  });
  expect(await owners.get("b")).toMatchObject({ accounts: 2, source: "accounts" });
  await owners.putCounts([{ id: "a", name: "Acme", accounts: 5 }]);
  expect(await owners.get("a")).toMatchObject({ name: "Acme", source: "staff" });
});

test("a search forgives case, accents and punctuation, looks at every name and at the id", async () => {
  const { store } = await openTestStore();
  const { owners } = store;
  await owners.putCounts([
    { id: "org-1", name: "Café O'Neill & Søn", accounts: 1 },
    { id: "org_2", name: "Straße 24", accounts: 1 },
    { id: "org_2", name: "Former Name", accounts: 0 },
    { id: "x", name: "☃☃", accounts: 1 },
  ]);
  const found = async (q: string) => (await owners.list({ q })).items.map((owner) => owner.id);
  expect(await found("CAFE ONEILL")).toEqual(["org-1"]);
  expect(await found("oneill-son")).toEqual(["org-1"]);
  expect(await found("strasse24")).toEqual(["org_2"]);
  expect(await found("former")).toEqual(["org_2"]);
  expect(await found("RG_2")).toEqual(["org_2"]);
  expect(await found("org-1")).toEqual(["org-1"]);
  expect(await found("☃")).toEqual(["x"]);
  expect(await found("%")).toEqual([]);
  expect(await found("")).toHaveLength(3);
});

test("near-equal names of other owners are found, under any of their names", async () => {
  const { store } = await openTestStore();
  const { owners } = store;
  await owners.putCounts([
    { id: "a", name: "Acme, Inc.", accounts: 1 },
    { id: "b", name: "ACME Inc", accounts: 2 },
    { id: "b", name: "Bolt", accounts: 9 },
    { id: "c", name: "Acme", accounts: 1 },
  ]);
  expect((await owners.withNameLike("acmé inc", "a")).map((owner) => owner.id)).toEqual(["b"]);
  expect((await owners.withNameLike("acmé inc", "new")).map((owner) => owner.id)).toEqual([
    "a",
    "b",
  ]);
});

test("walking all pages gives every owner once, by name", async () => {
  const { store } = await openTestStore();
  // more than one statement's worth, several ids under one name
  const counts = Array.from({ length: 1203 }, (_, index) => ({
    id: `id-${index}`,
    name: `Name ${index % 400}`,
    accounts: 1,
  }));
  await store.owners.putCounts(counts);
  const byName = counts
    .map(({ id, name }) => ({ id, folded: fold(name) }))
    .toSorted((one, other) =>
      one.folded < other.folded ? -1 : one.folded > other.folded ? 1 : one.id < other.id ? -1 : 1,
    )
    .map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 40, max: 200 }), async (limit) => {
      const walked: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.owners.list({ limit, ...(cursor && { cursor }) });
        walked.push(...page.items.map((owner) => owner.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(walked).toEqual(byName);
    }),
    { numRuns: 8 },
  );
  await expect(store.owners.list({ cursor: "no" })).rejects.toMatchObject({
    code: "invalid_input",
  });
});
