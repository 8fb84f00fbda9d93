import { openProgress, type Progress } from "@connect-console/shared/connect-session";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decideClaims } from "./claims.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { findEvidence, isHint, type Evidence } from "./evidence.ts";
import { deriveProgress, applyObservation } from "./derive.ts";
import { type Observation } from "./observation.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { day, makeAttempt, makeRow, minute, start } from "../testing/followed-row.ts";

const open: readonly Progress[] = openProgress;
/** The table of moves, written down once more: the code's own table is what is judged. */
const allowed: Partial<Record<Progress, Progress[]>> = {
  connected: ["connected_with_problem"],
  connected_with_problem: ["connected"],
  expired: ["connected", "connected_with_problem"],
  void: ["connected_with_problem"],
};

interface Step {
  after: number;
  attempt: { id: string; status: string; accountId: string | null } | null | "refused" | undefined;
  accounts:
    | {
        id: string;
        status: string;
        type: string;
        label: string | null;
        age: number;
        moved: number;
      }[]
    | undefined;
}

const times = fc.oneof(
  fc.integer({ min: 1, max: 3 * minute }),
  fc.integer({ min: minute, max: 20 * 60 * minute }),
);
const step: fc.Arbitrary<Step> = fc.record({
  after: times,
  attempt: fc.oneof(
    fc.constantFrom(null, undefined, "refused" as const),
    fc.record({
      id: fc.constantFrom("attempt-1", "attempt-2"),
      status: fc.constantFrom("pending", "authenticated", "error", "cancelled", "expired", "odd"),
      accountId: fc.constantFrom("old-1", "new-1", null),
    }),
  ),
  accounts: fc.option(
    fc.uniqueArray(
      fc.record({
        id: fc.constantFrom("old-1", "new-1", "new-2"),
        status: fc.constantFrom("active", "active", "error", "inactive"),
        type: fc.constantFrom("production", "production", "test"),
        label: fc.constantFrom(null, "Berlin"),
        age: fc.integer({ min: -2 * minute, max: 10 * minute }),
        moved: fc.constantFrom(0, 0, 1),
      }),
      { selector: ({ id }) => id, maxLength: 3 },
    ),
    { nil: undefined },
  ),
});

const broken = makeAccount({
  id: "old-1",
  status: "error",
  createdAt: start - day,
  updatedAt: start - day,
});
const row: fc.Arbitrary<ConnectSessionRow> = fc
  .record({
    edits: fc.constantFrom(undefined, broken, { ...broken, status: "active" }),
    multiple: fc.boolean(),
    label: fc.constantFrom(undefined, "Berlin"),
    progress: fc.constantFrom<Progress>(
      "waiting",
      "waiting",
      "waiting",
      "void",
      "expired",
      "create_failed",
      "outcome_unknown",
      "creating",
    ),
  })
  .map(({ edits, multiple, label, progress }) =>
    makeRow(
      {
        multiple,
        progress,
        followUntil: progress === "void" || progress === "expired" ? start + 2 * day : null,
        label: label ?? null,
      },
      edits,
    ),
  );

function seenIn(
  { attempt, accounts }: Step,
  at: number,
  known: ConnectSessionRow,
): { seen: Observation; evidence: Evidence[] } {
  const seen: Observation = {
    at,
    skew: 0,
    attempt:
      attempt === undefined
        ? undefined
        : attempt === "refused"
          ? { readable: false, status: 401 }
          : { readable: true, attempt: attempt && makeAttempt(attempt.status, at, attempt) },
    accounts: accounts?.map(({ age, moved, ...account }) =>
      makeAccount({
        ...account,
        createdAt: account.id === "old-1" ? start - day : start + age,
        updatedAt: moved ? at : start + age,
      }),
    ),
    attributions: [],
    attemptExpected: false,
  };
  const taken = applyObservation(known, seen, at);
  const evidence = findEvidence(taken, seen.accounts ?? [], {
    claims: [],
    selfUpdating: new Set(),
    readAt: at,
  });
  const { attributions } = decideClaims(
    [taken],
    evidence.map((one) => ({ row: taken, evidence: one })),
    () => true,
  );
  return { seen: { ...seen, attributions: attributions.get(known.id) ?? [] }, evidence };
}

test("over random evidence: only allowed moves, no connection without a proof, nothing reopens, the same look is a no-op", () => {
  const reached = new Set<Progress>();
  fc.assert(
    fc.property(row, fc.array(step, { minLength: 1, maxLength: 12 }), (first, steps) => {
      let known = first;
      let now = start;
      for (const one of steps) {
        now += one.after;
        const { seen, evidence } = seenIn(one, now, known);
        const derived = deriveProgress(known, seen, now);
        const { row: next, timeline } = derived;
        if (next.progress !== known.progress) {
          const may = open.includes(known.progress)
            ? [...open, "connected", "connected_with_problem", "expired"]
            : allowed[known.progress];
          expect(may ?? []).toContain(next.progress);
          expect(timeline.length).toBeGreaterThan(0);
          const linked =
            next.progress === "connected" || next.progress === "connected_with_problem";
          if (linked && known.memory.connectedAccountId === undefined)
            expect(evidence.some((found) => !isHint(found))).toBe(true);
        }
        if (next.progress === "connected") {
          expect(next.memory.connectedAccountId).toBe(next.account?.id);
          expect(next.problems).toEqual([]);
        }
        expect(
          !open.includes(next.progress) &&
            next.progress !== "connected_with_problem" &&
            next.progress !== "creating" &&
            next.linkHeld,
        ).toBe(
          known.progress === next.progress &&
            known.linkHeld &&
            ["create_failed", "outcome_unknown"].includes(known.progress),
        );

        // several accounts at once from one link are told of one look after the other
        let settled = next;
        for (let more = 0; next.choices.multiple && more < 3; more += 1)
          settled = deriveProgress(settled, seenIn(one, now, settled).seen, now).row;
        const again = deriveProgress(settled, seenIn(one, now, settled).seen, now);
        expect(again.timeline).toEqual([]);
        expect(again.row).toEqual(settled);

        const earlier = deriveProgress(next, { ...seen, at: start - 1 }, now);
        if (seen.accounts !== undefined && next.memory.accountsReadAt !== undefined)
          expect(earlier.row.account).toEqual(next.account);
        reached.add(next.progress);
        known = next;
      }
    }),
    { numRuns: 2000 },
  );
  // the walks reach everything that evidence can bring, so the properties say something
  for (const progress of [...open, "connected", "connected_with_problem", "expired"] as const)
    expect(reached).toContain(progress);
});
