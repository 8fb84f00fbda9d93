import type { DeletionVerdict } from "@connect-console/shared/account-deletion";
import { expect, it } from "vitest";
import { ApiProblem } from "../../api/api-problem.ts";
import { chosenText, toggled, withAll } from "./chosen.ts";
import { deleteLabel, doneText, previewText, whyNotYet } from "./clean-up-words.ts";
import type { Outcome } from "./run-clean-up.ts";

const item = (...verdicts: DeletionVerdict[]) =>
  previewText(
    verdicts.map((verdict, index) => ({
      id: String(index),
      verdict,
      account: null,
      openConnectSessions: [],
    })),
  );

it("says what a dry run comes to", () => {
  expect(item("delete")).toBe("1 test account will be deleted");
  expect(item("delete", "production", "delete", "gone", "not_seen", "type_not_known")).toBe(
    "2 test accounts will be deleted · 3 stay · 1 gone already",
  );
  expect(item("production")).toBe("0 test accounts will be deleted · 1 stays");
});

it("says how far a clean-up is, and leaves nothing out", () => {
  const problem = new ApiProblem("internal", "no");
  const outcomes: Outcome[] = [
    { state: "deleted" },
    { state: "deleted" },
    { state: "refused", problem },
    { state: "unknown", problem },
    { state: "under_way" },
  ];
  expect(doneText(outcomes, 7)).toBe("2 deleted · 1 refused · 1 not known · 3 left");
  expect(doneText([], 2)).toBe("0 deleted · 2 left");
});

it("asks for the very number", () => {
  expect(whyNotYet(3, "", null)).toBe("Type 3 first.");
  expect(whyNotYet(3, "33", null)).toBe("Type 3 first.");
  expect(whyNotYet(3, " 3 ", null)).toBeNull();
  expect(whyNotYet(0, "0", null)).toBe("None of these can be deleted.");
  expect(whyNotYet(3, "3", "You may not.")).toBe("You may not.");
  expect(deleteLabel(1)).toBe("Delete 1 test account");
});

it("takes no more than fit into one clean-up", () => {
  const many = Array.from({ length: 150 }, (_, index) => `a${index}`);
  expect(withAll(["z"], many)).toHaveLength(100);
  expect(withAll(["z"], many)[0]).toBe("z");
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  expect(toggled(many.slice(0, 100), "z")).toHaveLength(100);
  expect(chosenText(1)).toBe("1 account chosen");
  expect(chosenText(100)).toContain("as many as one clean-up takes");
});
