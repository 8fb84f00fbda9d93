import { openProgress, type Progress } from "@connect-console/shared/connect-session";

const fromOpen: readonly Progress[] = [
  ...openProgress,
  "connected",
  "connected_with_problem",
  "expired",
  "void",
];

/** The table of moves (docs/rules.md, 26): what may follow what. A closed row never becomes open again. */
const moves: Record<Progress, readonly Progress[]> = {
  creating: ["waiting", "create_failed", "outcome_unknown"],
  waiting: fromOpen,
  signing_in: fromOpen,
  stalled: fromOpen,
  attempt_failed: fromOpen,
  likely_connected: fromOpen,
  connected: ["connected_with_problem"],
  connected_with_problem: ["connected"],
  expired: ["connected", "connected_with_problem"],
  void: ["connected_with_problem"],
  create_failed: [],
  outcome_unknown: [],
};

/** Whether a row may go from one progress to another; staying is no move and always allowed. */
export function mayMove(from: Progress, to: Progress): boolean {
  return from === to || moves[from].includes(to);
}

/** Whether somebody may use the link without its row being closed by that: an open one, and a voided one, which StackOne still opens. */
export function mayStillBeUsed({ progress }: { progress: Progress }): boolean {
  return isOpen(progress) || progress === "void";
}

/** Whether the link may still bring something. */
export function isOpen(progress: Progress): boolean {
  return (openProgress as readonly Progress[]).includes(progress);
}
