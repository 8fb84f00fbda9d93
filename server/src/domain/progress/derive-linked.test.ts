import { describe, expect, test } from "vitest";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { deriveProgress } from "./derive.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { day, makeAttempt, makeRow, minute, start } from "../testing/followed-row.ts";
import { checkRow, type CheckedRow } from "../testing/check-row.ts";

const fresh = (part: Partial<StackOneAccount> = {}) =>
  makeAccount({ id: "new-1", createdAt: start + minute, updatedAt: start + minute, ...part });
const after = (row: ConnectSessionRow, at: number, seen: CheckedRow) => checkRow(row, at, seen).row;
const connected = () => after(makeRow(), start + 2 * minute, { accounts: [fresh()] });
const codes = (row: ConnectSessionRow) => row.problems.map((problem) => problem.code);

describe("the end of a link", () => {
  test("needs a look that succeeded at least a minute later", () => {
    expect(after(makeRow(), start + day + minute - 1, { accounts: [] }).progress).toBe("waiting");
    expect(after(makeRow(), start + day + 2 * minute, { attempt: null }).progress).toBe("waiting");
    const { row, timeline } = checkRow(makeRow(), start + day + minute, { accounts: [] });
    expect(row).toMatchObject({
      progress: "expired",
      linkHeld: false,
      followUntil: start + 2 * day,
    });
    expect(timeline).toMatchObject([{ evidence: "clock", code: "expired" }]);
  });

  test("waits for the attempt where it can be read", () => {
    const row = makeRow();
    const seen = {
      at: start + day + minute,
      skew: 0,
      accounts: [],
      attributions: [],
      attemptExpected: true,
    };
    expect(deriveProgress(row, seen, seen.at).row.progress).toBe("waiting");
    const both = { ...seen, attempt: { readable: true, attempt: null } } as const;
    expect(deriveProgress(row, both, seen.at).row.progress).toBe("expired");
  });

  test("a pending attempt gets 10 minutes, an authenticated one without account a day", () => {
    const pending = after(makeRow(), start + day - minute, {
      attempt: makeAttempt("pending", start + day - minute),
    });
    expect(after(pending, start + day + 9 * minute, { accounts: [] }).progress).toBe("stalled");
    expect(after(pending, start + day + 10 * minute, { accounts: [] }).progress).toBe("expired");
    const attempt = makeAttempt("authenticated", start + day - minute, { accountId: "new-1" });
    const missing = after(makeRow(), start + day - minute, { attempt });
    expect(after(missing, start + 2 * day - 1, { accounts: [] }).progress).toBe("signing_in");
    expect(after(missing, start + 2 * day, { accounts: [] }).progress).toBe("expired");
  });

  test("a late proof counts for 24 hours", () => {
    const expired = after(makeRow(), start + day + minute, { accounts: [] });
    const account = fresh({ createdAt: start + day - minute });
    expect(after(expired, start + 2 * day, { accounts: [account] }).progress).toBe("connected");
    expect(after(expired, start + 2 * day + 1, { accounts: [account] }).progress).toBe("expired");
  });
});

describe("a closed row", () => {
  test("what StackOne says ends in one period", () => {
    const statusReasons = [{ code: null, description: "The token was revoked.", at: null }];
    const broken = fresh({ status: "error", updatedAt: start + 3 * minute, statusReasons });
    const linked = after(makeRow(), start + 4 * minute, { accounts: [broken] });
    const soon = after(connected(), start + 4 * minute, { accounts: [broken] });
    for (const { problems } of [linked, soon]) expect(problems[0]?.message).toMatch(/revoked\.$/);
  });

  test("connected: broke soon after, within 15 minutes, and right again", () => {
    const broken = fresh({ status: "error", updatedAt: start + 3 * minute });
    const soon = checkRow(connected(), start + 17 * minute, { accounts: [broken] });
    expect(soon.row.progress).toBe("connected_with_problem");
    expect(soon.timeline).toMatchObject([{ code: "broke_soon_after" }]);
    expect(after(connected(), start + 17 * minute + 1, { accounts: [broken] }).progress).toBe(
      "connected",
    );
    expect(
      after(soon.row, start + 20 * minute, {
        accounts: [fresh({ updatedAt: start + 20 * minute })],
      }),
    ).toMatchObject({
      progress: "connected",
      problems: [],
    });
  });

  test("connected: a list that lags behind does not break it", () => {
    const stale = fresh({ status: "error", updatedAt: start });
    expect(after(connected(), start + 3 * minute, { accounts: [stale] }).progress).toBe(
      "connected",
    );
    expect(after(connected(), start + 3 * minute, { accounts: [] }).progress).toBe("connected");
  });

  test("connected: a second account from a link that allows several", () => {
    const row = after(makeRow({ multiple: true }), start + 2 * minute, { accounts: [fresh()] });
    const second = fresh({ id: "new-2", createdAt: start + 5 * minute });
    const two = checkRow(row, start + 6 * minute, { accounts: [fresh(), second] });
    expect(two.row.progress).toBe("connected_with_problem");
    expect(codes(two.row)).toEqual(["second_account"]);
    expect(checkRow(two.row, start + 7 * minute, { accounts: [fresh(), second] }).timeline).toEqual(
      [],
    );
    expect(after(connected(), start + 6 * minute, { accounts: [fresh(), second] }).progress).toBe(
      "connected",
    );
  });

  test("void: the withdrawn link was used", () => {
    const row = makeRow({
      progress: "void",
      progressSince: start + minute,
      linkHeld: false,
      followUntil: start + 2 * day,
    });
    const used = checkRow(row, start + 2 * minute, { accounts: [fresh()] });
    expect(used.row.progress).toBe("connected_with_problem");
    expect(codes(used.row)).toEqual(["void_link_used"]);
    expect(after(used.row, start + 3 * minute, { accounts: [fresh()] }).progress).toBe(
      "connected_with_problem",
    );
    expect(after(row, start + 2 * day + 1, { accounts: [fresh()] }).progress).toBe("void");
  });

  test.each(["creating", "create_failed", "outcome_unknown"] as const)(
    "%s is not moved by anything",
    (progress) => {
      const row = makeRow({ progress });
      expect(
        checkRow(row, start + minute, {
          attempt: makeAttempt("pending", start),
          accounts: [fresh()],
        }).row,
      ).toEqual(row);
    },
  );
});
