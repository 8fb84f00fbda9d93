import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalizeName as fold } from "../../domain/owner/name-words.ts";
import type { Owners } from "../../domain/ports/store.ts";
import { openTestStore } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";

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

describe("E5: on a tie", () => {
  const counts = (one: number, other: number) => [
    { id: "o1", name: "First name", accounts: one },
    { id: "o1", name: "A second name", accounts: other },
  ];
  const nameOf = async (owners: Owners) => (await owners.get("o1"))?.name;

  test("the name that was there stays, whichever is older or comes first by letter", async () => {
    const { store, advance } = await openTestStore();
    const { owners } = store;
    await owners.putCounts(counts(1, 0).slice(0, 1));
    advance(1);
    await owners.putCounts(counts(1, 1));
    expect(await nameOf(owners)).toBe("First name");
    expect((await owners.list({})).items[0]?.name).toBe("First name");
    await owners.putCounts(counts(1, 2));
    expect(await nameOf(owners)).toBe("A second name");
    await owners.putCounts(counts(2, 2));
    expect(await nameOf(owners)).toBe("A second name");
    await owners.putCounts(counts(0, 0));
    expect(await nameOf(owners)).toBe("A second name");
  });

  test.each(["staff", "import"] as const)("a name of %s wins, newer or older", async (source) => {
    const { store, advance } = await openTestStore();
    const { owners } = store;
    await owners.putCounts(counts(1, 0).slice(0, 1));
    advance(1);
    await owners.putAll([{ id: "o1", name: "A second name", source, chosen: false }]);
    expect(await nameOf(owners)).toBe("First name");
    await owners.putCounts(counts(1, 1));
    expect(await nameOf(owners)).toBe("A second name");
    await owners.putCounts(counts(2, 1));
    expect(await nameOf(owners)).toBe("First name");
  });
});

test("F12: an owner that is removed is out of the list, the search and the names alike, and may come again", async () => {
  const { store } = await openTestStore();
  const { owners } = store;
  await owners.putCounts([
    { id: "gone", name: "Mistake Inc", accounts: 0 },
    { id: "gone", name: "Misteak", accounts: 0 },
    { id: "stays", name: "Mistake Ltd", accounts: 0 },
  ]);
  await owners.remove("gone");
  await owners.remove("nobody");
  expect(await owners.get("gone")).toBeUndefined();
  for (const q of [undefined, "mistake"])
    expect((await owners.list({ q })).items.map(({ id }) => id)).toEqual(["stays"]);
  expect((await owners.list({ q: "misteak" })).items).toEqual([]);
  expect((await owners.namesLike(["Mistake"])).map(({ id }) => id)).toEqual(["stays"]);
  await owners.add({ id: "gone", name: "Right Inc", source: "staff" });
  expect((await owners.list({ q: "right" })).items.map(({ id }) => id)).toEqual(["gone"]);
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

test("names that may be near-equal are found by their marks, under any name of an owner", async () => {
  const { store } = await openTestStore();
  const { owners } = store;
  await owners.putCounts([
    { id: "a", name: "Acme, Inc.", accounts: 1 },
    { id: "b", name: "ACME Inc", accounts: 2 },
    { id: "b", name: "Bolt", accounts: 9 },
    { id: "c", name: "Stark Industries", accounts: 1 },
    { id: "d", name: "Umbrella", accounts: 1 },
  ]);
  const alike = async (...names: string[]) =>
    (await owners.namesLike(names)).map(({ id, name, accounts }) => `${id} ${name} ${accounts}`);
  expect((await alike("acmé")).toSorted()).toEqual(["a Acme, Inc. 1", "b ACME Inc 2"]);
  expect(await alike("Stark Industreis")).toEqual(["c Stark Industries 1"]);
  expect(await alike("Starck Industries", "nobody", "BOLT")).toHaveLength(2);
  expect(await alike("nobody")).toEqual([]);
});

test("a name that a person chose stays the owner's, whatever the numbers of accounts say", async () => {
  const { store, advance } = await openTestStore();
  const { owners } = store;
  await owners.putCounts([{ id: "a", name: "Acme", accounts: 3 }]);
  await owners.putAll([
    { id: "a", name: "Acme Corp", source: "import", chosen: true },
    { id: "n", name: "New", source: "import", chosen: false },
  ]);
  await owners.putCounts([{ id: "a", name: "Acme", accounts: 4 }]);
  expect(await owners.get("a")).toEqual({
    id: "a",
    name: "Acme Corp",
    otherNames: [{ name: "Acme", accounts: 4 }],
    source: "import",
    accounts: 4,
  });
  advance(1);
  await owners.putAll([{ id: "a", name: "Acme", source: "import", chosen: true }]);
  await owners.putAll([{ id: "a", name: "Acme Corp", source: "import", chosen: false }]);
  expect(await owners.get("a")).toMatchObject({ name: "Acme", source: "accounts", accounts: 4 });
  expect((await owners.getMany(["n", "nobody", "a"])).map(({ id }) => id)).toEqual(["n", "a"]);
});

test("words are found in any order, short ones at the beginning of a word, whether few or many owners fit", async () => {
  const { store } = await openTestStore();
  const { owners } = store;
  const crowd = Array.from({ length: 2_500 }, (_, index) => ({
    id: `crowd-${index}`,
    name: `Crowd Holding ${index} AG`,
    accounts: 0,
  }));
  await owners.putCounts([
    { id: "x", name: "Tyrell & O'Neill Holding", accounts: 1 },
    { id: "y", name: "三菱商事", accounts: 1 },
    ...crowd,
  ]);
  const found = async (q: string) => (await owners.list({ q })).items.map((owner) => owner.id);
  expect(await found("holding oneill")).toEqual(["x"]);
  expect(await found("o tyrell")).toEqual(["x"]);
  expect(await found("ty")).toEqual(["x"]);
  expect(await found("ell")).toEqual(["x"]);
  expect(await found("三菱")).toEqual(["y"]);
  expect(await found("rell ho")).toEqual(["x"]);
  expect(await found("yr")).toEqual([]);
  expect(await found("holding crowd")).toHaveLength(50);
  expect(await found("ho")).toHaveLength(50);
  expect(await found("ag 2499")).toEqual(["crowd-2499"]);
  expect(await found('"holding" OR (x*')).toEqual([]);
});

test("an account's id finds its owner, whether a link edits it or made it", async () => {
  const { store } = await openTestStore();
  const { owners, connectSessions } = store;
  await owners.putCounts([
    { id: "acme", name: "Acme", accounts: 1 },
    { id: "bolt", name: "Bolt", accounts: 1 },
  ]);
  await connectSessions.insert(makeRow({ accountId: "acc-edited" }));
  const made = makeRow({ owner: { id: "bolt", name: "Bolt" } });
  await connectSessions.insert(made);
  await connectSessions.claim({
    accountId: "acc-made",
    change: "created",
    connectSessionId: made.id,
  });
  const found = async (q: string) => (await owners.list({ q })).items.map((owner) => owner.id);
  expect(await found("acc-edited")).toEqual(["acme"]);
  expect(await found(" acc-made ")).toEqual(["bolt"]);
  expect(await found("acc")).toEqual([]);
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
