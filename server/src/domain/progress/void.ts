import type { Problem } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { attemptProgress } from "./attempts.ts";
import { link } from "./derive-linked.ts";
import { entries, takeHint } from "./derive-open.ts";
import { foreignProblems } from "./problems.ts";
import { attemptText, evidenceText } from "./sentences.ts";
import { followUntil } from "./schedule.ts";
import type { ProgressUpdate, Observation } from "./observation.ts";

/** A voided row: a proof says that its link was used, and anything less that it may have been. */
export function followVoid(
  before: ConnectSessionRow,
  row: ConnectSessionRow,
  seen: Observation,
  now: number,
): ProgressUpdate {
  const until = row.followUntil ?? followUntil(row, now) ?? now;
  if (now > until) return { row, timeline: [] };
  const proof = seen.attributions.find((attribution) => attribution.certain);
  if (proof) return link(row, proof, seen, now);
  const hinted = takeHint(row, seen);
  const next = {
    ...hinted,
    problems: [...foreignProblems(hinted), ...maybeUsed(hinted, seen, now)],
  };
  return { row: next, timeline: entries(before, next, seen, now) };
}

const code = "void_link_maybe_used";

/** An attempt under way tells of a use, and so does what touched the account that the link edits. */
function maybeUsed(row: ConnectSessionRow, seen: Observation, now: number): Problem[] {
  const { hint } = row.memory;
  if (hint) {
    const found = seen.attributions.find(({ evidence }) => evidence.account.id === hint.account.id);
    // a look at the attempt alone takes nothing back
    if (!found) return row.problems.filter((problem) => problem.code === code);
    return [problem(evidenceText(found.evidence, seen.skew))];
  }
  const isUnderWay = row.attempt !== null && attemptProgress(row, now) === "signing_in";
  return isUnderWay && row.attempt ? [problem(attemptText(row.attempt))] : [];
}

function problem(why: string): Problem {
  return { code, message: `The voided link may have been used: check. ${why}` };
}
