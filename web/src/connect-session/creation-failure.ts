import { ApiProblem } from "../api/api-problem.ts";
import { progressWords } from "./progress-words.ts";

/** The words above a creation or re-issue that failed: the same as the row's own, where it has come to one. */
export function creationFailure(
  error: unknown,
  otherwise = "The link was not created",
): { title: string; sentence: string | null } {
  const { code, detail } = error instanceof ApiProblem ? error : { code: null, detail: {} };
  if (code === "outcome_changed")
    return { title: "It would do something else now", sentence: null };
  if (detail.progress !== "outcome_unknown") return { title: otherwise, sentence: null };
  const { word, sentence } = progressWords({ progress: "outcome_unknown", attempt: null });
  return { title: word, sentence };
}
