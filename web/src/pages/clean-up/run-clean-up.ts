import { ApiProblem } from "../../api/api-problem.ts";

/** What became of one account; `left`: nothing was done, and nothing is known. */
export type Outcome =
  | { state: "deleted" | "already_gone" | "under_way" }
  | { state: "refused" | "failed" | "unknown"; problem: ApiProblem };

/** Why it ended: all were tried, a person stopped it, or the next ones would fare no better. */
export type End = { by: "itself" } | { by: "person" } | { by: "problem"; problem: ApiProblem };

interface Run {
  remove(id: string): Promise<{ result: "deleted" | "already_gone" }>;
  report(id: string, outcome: Outcome): void;
  isStopped(): boolean;
}

/** Deletes one account after the other. It goes on after what concerns one account alone, and ends at everything else. */
export async function runCleanUp(ids: string[], { remove, report, isStopped }: Run): Promise<End> {
  for (const id of ids) {
    if (isStopped()) return { by: "person" };
    report(id, { state: "under_way" });
    try {
      report(id, { state: (await remove(id)).result });
    } catch (error) {
      const problem =
        error instanceof ApiProblem
          ? error
          : new ApiProblem("unreadable", "The page came upon something it cannot handle.");
      const state = stateAfter(problem);
      report(id, { state, problem });
      if (!concernsOneAlone(problem, state)) return { by: "problem", problem };
    }
  }
  return { by: "itself" };
}

/** Without an answer of the console nobody knows whether it had asked StackOne. */
function stateAfter({ code, detail }: ApiProblem): "refused" | "failed" | "unknown" {
  if (detail.deletion !== undefined) return detail.deletion;
  if (code === "unreachable" || code === "unreadable" || code === "internal") return "unknown";
  return code === "blocked" || code === "conflict" || code === "not_found" ? "refused" : "failed";
}

function concernsOneAlone({ code }: ApiProblem, state: string): boolean {
  return state === "refused" || (state === "failed" && code === "stackone_rejected");
}

/** Whether going on takes this account: its turn has not come, or what stopped it had nothing to do with it. */
export function mayBeTried(outcome: Outcome | undefined): boolean {
  if (!outcome) return true;
  return outcome.state === "failed" && !concernsOneAlone(outcome.problem, outcome.state);
}
