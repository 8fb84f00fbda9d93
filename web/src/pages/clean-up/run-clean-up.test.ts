import { expect, it } from "vitest";
import { ApiProblem, type ProblemCode } from "../../api/api-problem.ts";
import { mayBeTried, runCleanUp, type Outcome } from "./run-clean-up.ts";

const problem = (code: ProblemCode, deletion?: "failed" | "unknown") =>
  new ApiProblem(code, "no", deletion ? { deletion } : {});

async function run(answers: (ApiProblem | "deleted" | "already_gone")[], stopAfter = Infinity) {
  const asked: string[] = [];
  const told: Record<string, Outcome["state"]> = {};
  const ids = answers.map((_, index) => `a${index}`);
  const end = await runCleanUp(ids, {
    remove: async (id) => {
      asked.push(id);
      const answer = answers[ids.indexOf(id)] ?? "deleted";
      if (answer instanceof ApiProblem) throw answer;
      return { result: answer };
    },
    report: (id, { state }) => void (told[id] = state),
    isStopped: () => asked.length >= stopAfter,
  });
  return { end: end.by, asked: asked.length, told: Object.values(told) };
}

it("deletes one after the other, and goes on after what concerns one alone", async () => {
  const answers = [
    "deleted" as const,
    problem("blocked"),
    problem("conflict"),
    problem("stackone_rejected", "failed"),
    "already_gone" as const,
  ];
  expect(await run(answers)).toEqual({
    end: "itself",
    asked: 5,
    told: ["deleted", "refused", "refused", "failed", "already_gone"],
  });
});

it.each([
  [problem("stackone_unavailable", "unknown"), "unknown"],
  [problem("stackone_unavailable"), "failed"],
  [problem("stackone_rate_limited", "failed"), "failed"],
  [problem("stackone_unauthorized", "failed"), "failed"],
  [problem("not_allowed"), "failed"],
  [problem("not_signed_in"), "failed"],
  [problem("unreachable"), "unknown"],
  [problem("internal", "unknown"), "unknown"],
])("ends at %s, for the next one would fare no better: %s", async (answer, state) => {
  expect(await run(["deleted", answer, "deleted"])).toEqual({
    end: "problem",
    asked: 2,
    told: ["deleted", state],
  });
});

it("stops where a person says so, after the account that is being deleted", async () => {
  expect(await run(["deleted", "deleted", "deleted"], 2)).toEqual({
    end: "person",
    asked: 2,
    told: ["deleted", "deleted"],
  });
});

it("goes on with what was never tried, and with what failed by no fault of its own", () => {
  expect(mayBeTried(undefined)).toBe(true);
  expect(mayBeTried({ state: "failed", problem: problem("stackone_rate_limited", "failed") })).toBe(
    true,
  );
  expect(mayBeTried({ state: "failed", problem: problem("stackone_rejected", "failed") })).toBe(
    false,
  );
  expect(mayBeTried({ state: "unknown", problem: problem("internal") })).toBe(false);
  expect(mayBeTried({ state: "deleted" })).toBe(false);
});
