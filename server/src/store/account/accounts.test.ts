import type { AccountQuery } from "@connect-console/shared/account";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { CopiedAccount } from "../../domain/ports/accounts.ts";
import { makeAccount } from "../../domain/testing/fake-stackone.ts";
import { openTestStore, start } from "../testing/fixtures.ts";

const copied = (part: Partial<CopiedAccount> = {}): CopiedAccount => ({
  ...makeAccount({ createdAt: start }),
  readAt: start,
  brokenSince: (part.status ?? "active") === "active" ? null : start,
  goneAt: null,
  ...part,
});

const statuses = ["active", "active", "error", "expired", "suspended"];
const anyAccount = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map((number) => `acc-${number}`),
  ownerId: fc.constantFrom("acme", "globex", "hooli"),
  provider: fc.constantFrom("bamboohr", "lever", "okta"),
  connectorProfileId: fc.constantFrom("one", "two", null, undefined),
  type: fc.constantFrom("production", "test", null),
  status: fc.constantFrom(...statuses),
  label: fc.constantFrom(null, "Ärzte Süd", "HR, all sites", "x"),
  goneAt: fc.constantFrom(null, null, null, start),
  moment: fc.integer({ min: 0, max: 3 }).map((number) => start + number * 1000),
});
const anyQuery = fc.record(
  {
    status: fc.subarray(["active", "error", "expired", "suspended"], { minLength: 1 }),
    ownerId: fc.subarray(["acme", "globex", "nobody"], { minLength: 1 }),
    provider: fc.subarray(["bamboohr", "lever", "unknown"], { minLength: 1 }),
    connectorProfileId: fc.subarray(["one", "two"], { minLength: 1 }),
    type: fc.subarray(["production", "test"], { minLength: 1 }),
    q: fc.constantFrom(
      "arzte",
      "HR",
      "all sites",
      "acc-1",
      "a",
      "x",
      "globex hr",
      '"',
      "ACME",
      "Acme, Corp.",
    ),
  },
  { requiredKeys: [] },
);

/** What a search finds: three characters anywhere in a word, fewer at its begin. */
function hasWords({ id, ownerId, ownerName, label, username }: CopiedAccount, q: string): boolean {
  const plain = (text: string) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const words = [id, ownerId, ownerName, label, username, ownerName.replace(/\P{L}/gu, "")]
    .flatMap((value) => [
      ...plain(value ?? "").split(" "),
      ...plain(value ?? "").split(/[^a-z0-9]+/),
    ])
    .filter(Boolean);
  return plain(q)
    .split(" ")
    .every((part) =>
      [part, part.replace(/[,.]/g, "")].some((one) =>
        words.some((word) => (one.length < 3 ? word.startsWith(one) : word.includes(one))),
      ),
    );
}

function isWanted(account: CopiedAccount, query: AccountQuery): boolean {
  const some = (wanted: string[] | undefined, value: string | null | undefined) =>
    wanted?.includes(value ?? "") ?? true;
  return (
    account.goneAt === null &&
    some(query.ownerId, account.ownerId) &&
    some(query.provider, account.provider) &&
    some(query.connectorProfileId, account.connectorProfileId) &&
    some(query.type, account.type) &&
    hasWords(account, query.q ?? "")
  );
}

const order = ({ status, brokenSince, createdAt }: CopiedAccount) =>
  status === "active" ? 4e12 - (createdAt ?? 0) : (brokenSince ?? 0);

test("whatever came in whatever order, each list has what fits, once, in order, rightly counted, page by page", async () => {
  const rounds = fc.array(fc.array(anyAccount, { maxLength: 12 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(rounds, fc.array(anyQuery, { maxLength: 4 }), async (puts, queries) => {
      const { store } = await openTestStore();
      const all = new Map<string, CopiedAccount>();
      for (const some of puts) {
        const accounts = some.map(({ moment, ...part }) =>
          copied({
            ...part,
            createdAt: moment,
            brokenSince: part.status === "active" ? null : moment,
          }),
        );
        const unique = new Map(accounts.map((account) => [account.id, account]));
        await store.transaction((tx) => tx.accounts.put([...unique.values()]));
        for (const [id, account] of unique) all.set(id, account);
      }
      for (const query of [{}, ...queries]) {
        const ofAnyStatus = [...all.values()].filter((account) => isWanted(account, query));
        const wanted = ofAnyStatus.filter(({ status }) => query.status?.includes(status) ?? true);
        const found: CopiedAccount[] = [];
        let cursor: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof store.accounts.list>> = await store.accounts.list({
            ...query,
            limit: 3,
            ...(cursor !== null && { cursor }),
          });
          found.push(...page.items);
          cursor = page.nextCursor;
          expect(page.total).toBe(wanted.length);
          expect(page.counts).toEqual(countsOf(ofAnyStatus));
        } while (cursor !== null);
        expect(found.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
        expect(found.map(order)).toEqual(found.map(order).toSorted((a, b) => a - b));
      }
      await store.close();
    }),
    { numRuns: 40 },
  );
});

function countsOf(accounts: CopiedAccount[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of accounts) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

test("an account is read back as it was told, what was not told stays apart from null", async () => {
  const { store } = await openTestStore();
  const told = copied({
    status: "error",
    statusReasons: [{ code: "x", description: null, at: "2026-01-01T00:00:00.000Z" }],
    connectorProfileId: null,
    categories: undefined,
  });
  const untold = copied({ id: "other", connectorProfileId: undefined, label: null });
  await store.accounts.put([told, untold]);
  expect(await store.accounts.known(["account-1", "other", "none"])).toEqual([told, untold]);
});

test("a thousand accounts of one moment all find a place of their own", async () => {
  const { store } = await openTestStore();
  const accounts = Array.from({ length: 5000 }, (_, number) => copied({ id: `one-${number}` }));
  await store.transaction((tx) => tx.accounts.put(accounts));
  const seen = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof store.accounts.list>> = await store.accounts.list({
      limit: 200,
      ...(cursor !== null && { cursor }),
    });
    for (const { id } of page.items) seen.add(id);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen.size).toBe(5000);
});

test("a broken cursor is refused, an empty copy has no page", async () => {
  const { store } = await openTestStore();
  expect(await store.accounts.list({})).toEqual({
    items: [],
    nextCursor: null,
    counts: {},
    countsCut: false,
    total: 0,
  });
  await store.accounts.put([copied()]);
  await expect(store.accounts.list({ cursor: "no" })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("tidied step by step, the search finds the same", async () => {
  const { store } = await openTestStore();
  for (let batch = 0; batch < 12; batch += 1)
    await store.accounts.put(
      Array.from({ length: 20 }, (_, number) => copied({ id: `b${batch}-${number}`, label: "HR" })),
    );
  const before = await store.accounts.list({ q: "b7-1", limit: 50 });
  let steps = 1;
  for (let more = await store.accounts.optimizeSearch("begin"); more; steps += 1)
    more = await store.accounts.optimizeSearch("go on");
  expect(steps).toBeGreaterThan(1);
  expect(await store.accounts.list({ q: "b7-1", limit: 50 })).toEqual(before);
  expect(before.items).toHaveLength(11);
  expect(await store.accounts.optimizeSearch("begin")).toBe(false);
});

test("under a text a hundred are counted and no more, and it is said", async () => {
  const { store } = await openTestStore();
  const accounts = Array.from({ length: 300 }, (_, number) => copied({ id: `one-${number}` }));
  await store.transaction((tx) => tx.accounts.put(accounts));
  expect(await store.accounts.list({ q: "acme", limit: 1 })).toMatchObject({
    total: 100,
    countsCut: true,
  });
  expect(await store.accounts.list({ q: "one-299" })).toMatchObject({ total: 1, countsCut: false });
});
