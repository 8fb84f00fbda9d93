import type { RowPart } from "../testing/row-part.ts";
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

describe("proofs", () => {
  test("(a) the own attempt is authenticated and its account read back, even where it is not the promised one", () => {
    const attempt = makeAttempt("authenticated", start + minute, { accountId: "old-1" });
    const done = checkRow(makeRow(), start + 2 * minute, {
      attempt,
      accounts: [old({ type: "test" })],
    });
    expect(done.row.progress).toBe("connected_with_problem");
    // made a day before the link, so it was edited and not made
    expect(codes(done.row)).toEqual(["outcome_differs", "type_differs"]);
    expect(done.timeline.at(-1)).toMatchObject({ evidence: "attempt", code: "attempt" });
  });

  test("(b) an account appeared: connected, the text says only what is known, the link is not needed any more", () => {
    const { row, timeline } = checkRow(makeRow(), start + 2 * minute, { accounts: [fresh()] });
    expect(row).toMatchObject({ progress: "connected", linkHeld: false, account: { id: "new-1" } });
    expect(row.checks.map(({ point, result }) => [point, result])).toEqual([
      ["owner", "same"],
      ["create or edit", "same"],
      ["provider", "same"],
      ["type", "same"],
      ["owner name", "same"],
    ]);
    expect(timeline).toMatchObject([
      {
        evidence: "account",
        code: "created",
        text: "An account for Acme Corp at BambooHR appeared at 14:01 UTC and is active.",
      },
    ]);
  });

  test.each<[string, StackOneAccount]>([
    ["another provider", fresh({ provider: "lever" })],
    ["another type", fresh({ type: "test" })],
    ["another owner id", fresh({ ownerId: "globex" })],
    ["made before the link", fresh({ createdAt: start - 1 })],
    ["made long after its end", fresh({ createdAt: start + day + 11 * minute })],
  ])("(b) not with %s", (_, account) => {
    expect(after(makeRow(), start + 2 * minute, { accounts: [account] }).progress).toBe("waiting");
  });

  test("(b) not where another row has claimed it", () => {
    const claims = [{ accountId: "new-1", change: "created", connectSessionId: "row-2" }];
    expect(after(makeRow(), start + 2 * minute, { accounts: [fresh()], claims }).progress).toBe(
      "waiting",
    );
  });

  test("(b) of a link with categories only, when the account is of one of them", () => {
    const part = {
      provider: null,
      categories: ["hris"],
    };
    expect(after(makeRow(part), start + 2 * minute, { accounts: [fresh()] }).progress).toBe(
      "connected",
    );
    expect(
      after(makeRow(part), start + 2 * minute, { accounts: [fresh({ categories: ["ats"] })] })
        .progress,
    ).toBe("waiting");
  });

  test("(c) the account to be edited became active", () => {
    const row = makeRow({}, old({ status: "error" }));
    expect(after(row, start + minute, { accounts: [old({ status: "error" })] }).progress).toBe(
      "waiting",
    );
    expect(
      checkRow(row, start + 2 * minute, { accounts: [old({ updatedAt: start + minute })] })
        .timeline,
    ).toMatchObject([{ progress: "connected", code: "activated" }]);
  });

  test("(c) not where another row has claimed that change, but after it broke again", () => {
    const row = makeRow({}, old({ status: "error" }));
    const claims = [
      { accountId: "old-1", change: `changed:${start + minute}`, connectSessionId: "row-2" },
    ];
    const taken = after(row, start + 2 * minute, {
      accounts: [old({ updatedAt: start + minute })],
      claims,
    });
    expect(taken.progress).toBe("waiting");
    const broken = after(taken, start + 3 * minute, {
      accounts: [old({ status: "error", updatedAt: start + 2 * minute })],
      claims,
    });
    expect(
      after(broken, start + 4 * minute, {
        accounts: [old({ updatedAt: start + 4 * minute })],
        claims,
      }).progress,
    ).toBe("connected");
  });

  test.each<[string, RowPart, Partial<StackOneAccount>]>([
    ["profile", { connectorProfileId: "bamboo-old" }, { connectorProfileId: "bamboo-old" }],
    ["label", { label: "Berlin" }, { label: "Berlin" }],
  ])("(d) the account took on the %s that this link asked for", (_, request, change) => {
    const row = makeRow(request, old());
    expect(
      checkRow(row, start + 2 * minute, {
        accounts: [old({ ...change, updatedAt: start + minute })],
      }).timeline,
    ).toMatchObject([{ progress: "connected", code: "took_on" }]);
    const had = makeRow(request, old(change));
    expect(after(had, start + 2 * minute, { accounts: [old(change)] }).progress).toBe("waiting");
  });
});
