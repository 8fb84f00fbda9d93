import { expect, test } from "vitest";
import { ApiProblem } from "../api/api-problem.ts";
import { creationFailure } from "./creation-failure.ts";
import { progressWords } from "./progress-words.ts";

test.each([
  ["outcome_unknown", progressWords({ progress: "outcome_unknown", attempt: null }).word],
  ["create_failed", "The link was not created"],
  [undefined, "The link was not created"],
] as const)("W7: the form says of %s what the row says", (progress, title) => {
  const detail = { connectSessionId: "row-1", ...(progress && { progress }) };
  const failure = creationFailure(new ApiProblem("stackone_unavailable", "No answer.", detail));
  expect(failure.title).toBe(title);
  expect(failure.sentence === null).toBe(progress !== "outcome_unknown");
});

test("W7: another outcome is no failure, and an error of another kind is one", () => {
  expect(creationFailure(new ApiProblem("outcome_changed", "")).title).toBe(
    "It would do something else now",
  );
  expect(creationFailure(new Error("a bug")).title).toBe("The link was not created");
});
