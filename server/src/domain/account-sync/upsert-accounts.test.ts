import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planUpsert } from "./upsert-accounts.ts";
import type { CopiedAccount } from "../ports/accounts.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { makeAccount } from "../testing/fake-stackone.ts";

const known = (part: Partial<CopiedAccount> = {}) =>
  new Map([
    ["account-1", { ...makeAccount(), readAt: 100, brokenSince: null, goneAt: null, ...part }],
  ]);
const read = (part: Partial<StackOneAccount>, at = 200, before = known()) =>
  planUpsert(before, [makeAccount(part)], at);
const reason = (at: number) => ({ code: "x", description: null, at: new Date(at).toISOString() });

test("the first sight of an account is its first status", () => {
  const upsert = read({ status: "error" }, 200, new Map());
  expect(upsert.changes).toMatchObject([{ from: null, to: "error", at: 200 }]);
  expect(upsert.put).toMatchObject([{ readAt: 200, goneAt: null, brokenSince: 200 }]);
  expect(upsert.updated).toEqual([{ id: "acme", name: "Acme Corp" }]);
});

test("what is as it was is only seen", () => {
  expect(read({})).toEqual({ put: [], unchanged: ["account-1"], changes: [], updated: [] });
});

test("an older reading changes nothing, whatever it says", () => {
  const nothing = { put: [], unchanged: [], changes: [], updated: [] };
  expect(read({ status: "error", label: "old" }, 99)).toEqual(nothing);
  expect(read({}, 150, known({ goneAt: 151 }))).toEqual(nothing);
});

test("a list that lags behind shows that it is there, and no more", () => {
  const before = known({ updatedAt: 2_000, status: "error", brokenSince: 90 });
  expect(read({ updatedAt: 1_999, status: "active" }, 200, before)).toMatchObject({
    put: [],
    unchanged: ["account-1"],
    changes: [],
  });
});

test("one that was gone comes back, its owner is counted again", () => {
  const upsert = read({}, 200, known({ goneAt: 150 }));
  expect(upsert).toMatchObject({ put: [{ goneAt: null, readAt: 200 }], changes: [] });
  expect(upsert.updated).toEqual([{ id: "acme", name: "Acme Corp" }]);
});

test("a renamed owner is counted under both names", () => {
  expect(read({ ownerName: "Acme Inc" }).updated).toEqual([
    { id: "acme", name: "Acme Corp" },
    { id: "acme", name: "Acme Inc" },
  ]);
});

test("what a list does not tell stays as it was known, null is told", () => {
  const untold = { connectorProfileId: undefined, categories: undefined };
  expect(read({ ...untold, label: "new" }).put).toMatchObject([
    { connectorProfileId: "bamboo-default", categories: ["hris"] },
  ]);
  expect(read({ connectorProfileId: null }).put).toMatchObject([{ connectorProfileId: null }]);
});

describe("broken since", () => {
  const since = (...given: Parameters<typeof read>) => read(...given).put[0]?.brokenSince;
  test("StackOne's reason is more exact, within what the readings leave open", () => {
    expect(since({ status: "error", statusReasons: [reason(150), reason(170)] })).toBe(150);
    expect(since({ status: "error", statusReasons: [reason(50)] })).toBe(100);
    expect(since({ status: "error", statusReasons: [reason(900)] })).toBe(200);
    expect(since({ status: "error" })).toBe(200);
    expect(since({ status: "error", statusReasons: [reason(50)] }, 200, new Map())).toBe(50);
  });
  test("it lasts while the account is not active, whatever it is called", () => {
    expect(since({ status: "suspended" }, 200, known({ status: "error", brokenSince: 90 }))).toBe(
      90,
    );
    expect(
      since({ status: "active" }, 200, known({ status: "error", brokenSince: 90 })),
    ).toBeNull();
  });
});

test("readings in any order end with the newest one, and the history has no step without a change", () => {
  const reading = fc.record({
    at: fc.integer({ min: 1, max: 50 }),
    status: fc.constantFrom("active", "error", "suspended"),
  });
  fc.assert(
    fc.property(fc.uniqueArray(reading, { selector: ({ at }) => at, minLength: 1 }), (readings) => {
      let copy = new Map<string, CopiedAccount>();
      const history: { from: string | null; to: string }[] = [];
      for (const { at, status } of readings) {
        const upsert = planUpsert(copy, [makeAccount({ status })], at);
        history.push(...upsert.changes);
        for (const id of upsert.unchanged) {
          const account = copy.get(id);
          if (account) copy = new Map([[id, { ...account, readAt: at }]]);
        }
        for (const account of upsert.put) copy = new Map([[account.id, account]]);
      }
      const newest = readings.toSorted((one, other) => other.at - one.at)[0];
      expect(copy.get("account-1")).toMatchObject({ status: newest?.status, readAt: newest?.at });
      expect(history.at(-1)?.to).toBe(newest?.status);
      history.forEach(({ from, to }, index) => {
        expect(from).toBe(history[index - 1]?.to ?? null);
        expect(from).not.toBe(to);
      });
    }),
  );
});
