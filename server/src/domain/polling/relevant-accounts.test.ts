import { withPart } from "../testing/row-part.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findEvidence } from "../progress/evidence.ts";
import { accountsThatMatter } from "../progress/targets.ts";
import { planOwner, type OwnerReading } from "./plan.ts";
import { deriveProgress } from "../progress/derive.ts";
import { relevantReading } from "./relevant-accounts.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { makeRow, minute, start } from "../testing/followed-row.ts";

const readAt = start + 10 * minute;

/** Old accounts of two providers that no link can edit, since each provider has several. */
const many = Array.from({ length: 300 }, (_, index) =>
  makeAccount({
    id: `old-${index}`,
    ownerId: "acme",
    ownerName: "Acme Corp",
    provider: index % 2 === 0 ? "bamboohr" : "ashby",
    createdAt: start - 1_000 * minute,
    updatedAt: start - 900 * minute,
  }),
);

const special = fc
  .record({
    id: fc.constantFrom("a1", "a2", "old-3", "old-4"),
    provider: fc.constantFrom("bamboohr", "okta", "jira"),
    ownerName: fc.constantFrom("Acme Corp", "Acme Corp ", "acme"),
    status: fc.constantFrom("active", "error", "inactive"),
    createdAt: fc.constantFrom(start - 100 * minute, start, start + 5 * minute, null),
    updatedAt: fc.constantFrom(start - 50 * minute, start + 6 * minute, null),
    label: fc.constantFrom(null, "HR"),
  })
  .map((facts) => makeAccount({ ownerId: "acme", ...facts }));

const specials = fc.uniqueArray(special, { selector: ({ id }) => id, maxLength: 4 });

const aim = fc.record({
  provider: fc.constantFrom("bamboohr", "okta", null),
  multiple: fc.boolean(),
  accountId: fc.constantFrom(null, null, "a1", "old-3"),
  label: fc.constantFrom(undefined, "HR"),
  memory: fc.constantFrom(
    {},
    { connectedAccountId: "a2", connectedAt: start + minute },
    { switchedOff: { "old-4": "inactive" } },
    {
      attemptsSeen: {
        "at-1": { status: "authenticated", firstSeenAt: start + minute, accountId: "a1" },
      },
    },
  ),
});

function withOthers(some: readonly ReturnType<typeof makeAccount>[]) {
  const ids = new Set(some.map(({ id }) => id));
  return [...many.filter(({ id }) => !ids.has(id)), ...some];
}

describe("B15: of thousands of accounts a look judges those that can move a row", () => {
  test("what follows is what follows from all of them", () => {
    let narrowed = 0;
    let proven = 0;
    fc.assert(
      fc.property(
        fc.array(aim, { minLength: 1, maxLength: 3 }),
        specials,
        specials,
        (aims, before, now) => {
          const baseline = withOthers(before);
          const rows = aims.map(({ provider, label, ...part }, index) => {
            const row = makeRow({ id: `row-${index}`, provider, label: label ?? null, ...part });
            const accounts = accountsThatMatter(row, baseline);
            return { ...row, baseline: { takenAt: start - 1_000, accounts } };
          });
          const whole: OwnerReading = {
            accounts: { at: readAt, items: withOthers(now) },
            attempts: new Map(),
            named: new Map(),
            refreshing: new Map([
              ["bamboohr", false],
              ["okta", false],
            ]),
          };
          const around = {
            now: readAt,
            skew: 0,
            follow: "attempts" as const,
            claims: [],
            selfUpdating: new Set<string>(),
          };
          const part = relevantReading(rows, whole);
          narrowed = Math.max(narrowed, part.accounts?.items.length ?? 0);
          const wholePlan = planOwner(rows, whole, around);
          const partPlan = planOwner(rows, part, around);
          expect({ ...partPlan, seen: null }).toEqual({ ...wholePlan, seen: null });
          for (const row of rows) {
            const [one, other] = [wholePlan.seen.get(row.id), partPlan.seen.get(row.id)];
            if (!one || !other) throw new Error("a row was left out");
            expect(other.attributions).toEqual(one.attributions);
            expect(other.awaited).toEqual(one.awaited);
            expect(deriveProgress(row, other, readAt)).toEqual(deriveProgress(row, one, readAt));
            proven += one.attributions.length;
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(proven).toBeGreaterThan(50);
    expect(narrowed).toBeLessThan(20);
  });

  test("an account that came to a provider with several does not look like the only one", () => {
    const row = makeRow({ baseline: { takenAt: start - 1_000, accounts: [] } });
    const came = makeAccount({
      id: "new",
      ownerId: "acme",
      ownerName: "Acme Corp",
      provider: "bamboohr",
      createdAt: start + minute,
    });
    const reading: OwnerReading = {
      accounts: { at: readAt, items: [...many, came] },
      attempts: new Map(),
      named: new Map(),
      refreshing: new Map(),
    };
    const items = relevantReading([row], reading).accounts?.items ?? [];
    expect(items.length).toBeLessThan(5);
    expect(items).toContainEqual(came);
    expect(
      accountsThatMatter(withPart(row, { multiple: false }), items).map(({ id }) => id),
    ).toContain("new");
    const context = { claims: [], selfUpdating: new Set<string>(), readAt };
    expect(findEvidence(row, items, context)).toEqual(findEvidence(row, [...many, came], context));
  });
});
