import { describe, expect, test } from "vitest";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { day, makeAttempt, makeRow, minute, start } from "../testing/followed-row.ts";
import { checkRow, type CheckedRow } from "../testing/check-row.ts";

const fresh = (part: Partial<StackOneAccount> = {}) =>
  makeAccount({ id: "new-1", createdAt: start + minute, updatedAt: start + minute, ...part });
const old = (part: Partial<StackOneAccount> = {}) =>
  makeAccount({ id: "old-1", createdAt: start - day, updatedAt: start - day, ...part });
const after = (row: ConnectSessionRow, at: number, seen: CheckedRow) => checkRow(row, at, seen).row;
const codes = (row: ConnectSessionRow) => row.problems.map((problem) => problem.code);

describe("an open row", () => {
  test("waits while nothing is seen", () => {
    const { row, timeline } = checkRow(makeRow(), start + minute, { attempt: null, accounts: [] });
    expect(row).toMatchObject({ progress: "waiting", lastCheckedAt: start + minute });
    expect(timeline).toEqual([]);
  });

  test("signs in while an attempt is pending, and stalls after 6 minutes", () => {
    const pending = makeAttempt("pending", start + minute);
    const signing = checkRow(makeRow(), start + minute, { attempt: pending });
    expect(signing.row.progress).toBe("signing_in");
    expect(signing.timeline).toMatchObject([{ evidence: "attempt", code: "pending" }]);
    expect(after(signing.row, start + 7 * minute - 1, { attempt: pending }).progress).toBe(
      "signing_in",
    );
    const stalled = checkRow(signing.row, start + 7 * minute, { attempt: pending });
    expect(stalled.row.progress).toBe("stalled");
    expect(stalled.timeline).toMatchObject([{ evidence: "clock", code: "stalled" }]);
  });

  test("counts the age of an attempt by StackOne's clock corrected", () => {
    const pending = makeAttempt("pending", start + 11 * minute);
    expect(
      after(makeRow(), start + 2 * minute, { attempt: pending, skew: 10 * minute }).progress,
    ).toBe("signing_in");
    expect(
      after(makeRow(), start + 8 * minute, { attempt: pending, skew: 10 * minute }).progress,
    ).toBe("stalled");
  });

  test("tells a failed attempt with its code and text, and goes on with the next one", () => {
    const failed = checkRow(makeRow(), start + minute, {
      attempt: makeAttempt("error", start + minute, {
        errorCode: "access_denied",
        errorDescription: "The user said no",
      }),
    });
    expect(failed.row.progress).toBe("attempt_failed");
    expect(failed.timeline).toMatchObject([
      { code: "access_denied", text: "Sign-in failed: The user said no" },
    ]);
    const again = makeAttempt("pending", start + 2 * minute, { id: "attempt-2" });
    expect(after(failed.row, start + 2 * minute, { attempt: again }).progress).toBe("signing_in");
  });

  test.each(["cancelled", "expired"])("reads %s as sign-in not finished", (status) => {
    const { row, timeline } = checkRow(makeRow(), start + minute, {
      attempt: makeAttempt(status, start + minute),
    });
    expect(row.progress).toBe("attempt_failed");
    expect(timeline[0]?.text).toMatch(/^Sign-in not finished/);
  });

  test("shows an unknown status raw and is not moved by it", () => {
    const { row, timeline } = checkRow(makeRow(), start + minute, {
      attempt: makeAttempt("paused", start + minute),
    });
    expect(row).toMatchObject({ progress: "waiting", attempt: { status: "paused" } });
    expect(timeline[0]?.text).toContain("paused");
  });

  test("misses the account of an authenticated attempt after 2 minutes", () => {
    const attempt = makeAttempt("authenticated", start + minute, { accountId: "new-1" });
    const first = after(makeRow(), start + minute, { attempt, accounts: [] });
    expect(first).toMatchObject({ progress: "signing_in", problems: [] });
    const later = checkRow(first, start + 3 * minute, { attempt, accounts: [] });
    expect(later.row.progress).toBe("signing_in");
    expect(codes(later.row)).toEqual(["account_missing"]);
    expect(later.timeline).toMatchObject([{ evidence: "clock", code: "account_missing" }]);
    const found = after(later.row, start + 4 * minute, { accounts: [fresh()] });
    expect(found).toMatchObject({ progress: "connected", problems: [] });
  });

  test("says that its attempt is not readable", () => {
    const refused = after(makeRow(), start + minute, { attempt: 401, accounts: [] });
    expect(refused.progress).toBe("waiting");
    expect(codes(refused)).toEqual(["attempt_not_readable"]);
    expect(codes(after(refused, start + 2 * minute, { attempt: null }))).toEqual([]);
  });

  test("older readings and older attempts change nothing", () => {
    const second = makeAttempt("pending", start + 5 * minute, { id: "attempt-2" });
    const row = after(makeRow(), start + 5 * minute, { attempt: second, accounts: [] });
    expect(
      checkRow(row, start + 4 * minute, { attempt: makeAttempt("error", start + 4 * minute) }).row
        .attempt?.id,
    ).toBe("attempt-2");
    expect(
      checkRow(row, start + 6 * minute, { attempt: makeAttempt("error", start + 4 * minute) }).row
        .attempt?.id,
    ).toBe("attempt-2");
    expect(checkRow(row, start + 4 * minute, { accounts: [fresh()] }).row.progress).toBe(
      "signing_in",
    );
  });
});

describe("the end of a link", () => {
  const end = start + day;
  const attemptExpected = true;

  test.each<[string, CheckedRow, CheckedRow]>([
    ["accounts, then its attempt", { accounts: [] }, { attempt: null }],
    ["its attempt, then accounts", { attempt: null }, { accounts: [] }],
    ["accounts, then that its attempt is refused", { accounts: [] }, { attempt: 401 }],
  ])("is seen once both were read a minute after it: %s", (_, first, second) => {
    const half = after(makeRow(), end + 2 * minute, { ...first, attemptExpected });
    expect(half.progress).toBe("waiting");
    const { row, timeline } = checkRow(half, end + 3 * minute, { ...second, attemptExpected });
    expect(row).toMatchObject({ progress: "expired", linkHeld: false });
    expect(timeline.at(-1)).toMatchObject({ evidence: "clock", code: "expired" });
  });

  test("is seen by two looks that overtake each other", () => {
    const newer = after(makeRow(), end + 3 * minute, { accounts: [], attemptExpected });
    const older = { attempt: null, accounts: [], attemptExpected };
    expect(after(newer, end + 2 * minute, older).progress).toBe("expired");
  });

  test("needs the accounts from after it", () => {
    const before = after(makeRow(), end, { accounts: [], attemptExpected });
    const row = after(before, end + 2 * minute, { attempt: null, attemptExpected });
    expect(row.progress).toBe("waiting");
  });
});

describe("the promise", () => {
  test("not active is a problem that can become right", () => {
    const bad = after(makeRow(), start + 2 * minute, { accounts: [fresh({ status: "error" })] });
    expect(bad).toMatchObject({ progress: "connected_with_problem", linkHeld: true });
    expect(codes(bad)).toEqual(["not_active"]);
    const right = checkRow(bad, start + 3 * minute, {
      accounts: [fresh({ updatedAt: start + 3 * minute })],
    });
    expect(right.row).toMatchObject({ progress: "connected", problems: [], linkHeld: false });
    expect(right.timeline).toMatchObject([{ code: "became_right" }]);
  });

  test("profile, provider and create/edit are problems; label, username and owner name are notes; not known is not same", () => {
    const request = {
      connectorProfileId: "p-1",
      label: "A",
      username: "u",
    };
    const row = makeRow(request);
    const other = after(row, start + 2 * minute, {
      accounts: [fresh({ connectorProfileId: "p-2", label: "B", username: "v" })],
    });
    expect(codes(other)).toEqual(["profile_differs"]);
    expect(
      other.checks.filter(({ result }) => result === "different").map(({ point }) => point),
    ).toEqual(["connector profile", "label", "username"]);
    const silent = after(row, start + 2 * minute, {
      accounts: [fresh({ connectorProfileId: undefined })],
    });
    expect(silent.progress).toBe("connected");
    expect(silent.checks.find(({ point }) => point === "connector profile")).toMatchObject({
      result: "not_known",
      actual: null,
    });
    const made = after(makeRow({}, old()), start + 2 * minute, { accounts: [fresh()] });
    expect(codes(made)).toEqual(["account_differs", "outcome_differs"]);
  });

  test("an echo that differed stays a problem until the account is known to be right", () => {
    const problems = [{ code: "echo_differs", message: "…" }];
    const request = { connectorProfileId: "p-1" };
    const linked = (profile: string | undefined) =>
      after(makeRow({ problems, ...request }), start + 2 * minute, {
        accounts: [fresh({ connectorProfileId: profile })],
      });
    expect(codes(linked("p-1"))).toEqual([]);
    expect(codes(linked(undefined))).toEqual(["echo_differs"]);
    expect(codes(after(makeRow({ problems }), start + minute, { accounts: [] }))).toEqual([
      "echo_differs",
    ]);
  });
});

describe("hints", () => {
  const touched = old({ updatedAt: start + 2 * minute });

  test("only updated_at moved: looks connected, in words that claim nothing more", () => {
    const { row, timeline } = checkRow(makeRow({}, old()), start + 3 * minute, {
      accounts: [touched],
    });
    expect(row.progress).toBe("likely_connected");
    expect(timeline[0]?.text).toBe(
      "The account for Acme Corp at BambooHR was saved at 14:02 UTC and is active. StackOne does not say by whom.",
    );
    expect(checkRow(row, start + 4 * minute, { accounts: [touched] }).timeline).toEqual([]);
  });

  test("a newer attempt replaces it, it does not expire, and dismissed values do not come again", () => {
    const row = after(makeRow({}, old()), start + 3 * minute, { accounts: [touched] });
    const attempt = makeAttempt("pending", start + 4 * minute);
    expect(after(row, start + 4 * minute, { attempt }).progress).toBe("signing_in");
    expect(after(row, start + 2 * day, { accounts: [touched] }).progress).toBe("likely_connected");
    const dismissed = makeRow({ memory: { dismissed: { "old-1": start + 2 * minute } } }, old());
    expect(after(dismissed, start + 4 * minute, { accounts: [touched] }).progress).toBe("waiting");
    expect(
      after(dismissed, start + 6 * minute, { accounts: [old({ updatedAt: start + 5 * minute })] })
        .progress,
    ).toBe("likely_connected");
  });

  test("none for an account that updates itself or is not active; a link without provider gets a line only", () => {
    const self = makeRow({ memory: { selfUpdating: ["old-1"] } }, old());
    expect(after(self, start + 3 * minute, { accounts: [touched] }).progress).toBe("waiting");
    const broken = old({ status: "error", updatedAt: start + 2 * minute });
    expect(after(makeRow({}, old()), start + 3 * minute, { accounts: [broken] }).progress).toBe(
      "waiting",
    );
    const open = makeRow({
      provider: null,
      predicted: { ...makeRow().predicted, kind: "depends" },
      baseline: { takenAt: start, accounts: [old()] },
    });
    const line = checkRow(open, start + 3 * minute, { accounts: [touched] });
    expect(line.row.progress).toBe("waiting");
    expect(line.timeline).toMatchObject([{ progress: "waiting", code: "touched" }]);
    expect(checkRow(line.row, start + 4 * minute, { accounts: [touched] }).timeline).toEqual([]);
  });
});

describe("W15: a connector profile that came from the default", () => {
  const profile = (row: ConnectSessionRow, connectorProfileId: string | undefined) =>
    after(row, start + 2 * minute, { accounts: [fresh({ connectorProfileId })] }).checks.find(
      ({ point }) => point === "connector profile",
    )?.result;
  const defaults = { defaultProfiles: { bamboohr: "bamboo-default", lever: "lever-default" } };

  test.each([
    ["one provider", makeRow(defaults)],
    ["the customer's choice", makeRow({ ...defaults, provider: null })],
  ])("W15: is compared whenever it is known: %s", (_, row) => {
    expect(profile(row, "bamboo-default")).toBe("same");
    expect(profile(row, "bamboo-old")).toBe("different");
    expect(profile(row, undefined)).toBe("not_known");
  });

  test("W15: not where another was chosen, nor in a row of an older console", () => {
    const chosen = { connectorProfileId: "bamboo-old" };
    expect(profile(makeRow({ ...defaults, ...chosen }), "bamboo-old")).toBe("same");
    expect(profile(makeRow(), "bamboo-default")).toBeUndefined();
  });
});
