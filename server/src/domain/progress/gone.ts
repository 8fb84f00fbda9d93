import type { Problem } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { times } from "./schedule.ts";
import type { ProgressUpdate, Observation } from "./observation.ts";

/** Whether the row's account, missing in its owner's list, must be read on its own: lists lag, and only its own 404 says that it is gone. */
export function missesItsAccount(row: ConnectSessionRow, now: number): boolean {
  const { connectedAccountId, goneAccountId } = row.memory;
  if (connectedAccountId === undefined || connectedAccountId === goneAccountId) return false;
  if (now <= (row.memory.connectedAt ?? 0) + times.brokeSoon) return isLinked(row);
  // one of another owner is in no list of this one, so its absence says nothing
  return row.progress === "connected_with_problem" && row.account?.owner.id === row.owner.id;
}

const isLinked = ({ progress }: ConnectSessionRow) =>
  progress === "connected" || progress === "connected_with_problem";

/** A linked row whose account is gone from StackOne; null: it is there, not known, or was said before. */
export function noticeGone(
  row: ConnectSessionRow,
  seen: Observation,
  now: number,
): ProgressUpdate | null {
  const id = row.memory.connectedAccountId;
  if (id === undefined || row.memory.goneAccountId === id) return null;
  if (seen.named?.get(id) !== null) return null;
  const account = row.account && { ...row.account, status: "deleted" };
  const next: ConnectSessionRow = { ...row, account, memory: { ...row.memory, goneAccountId: id } };
  const entry = (progress: ConnectSessionRow["progress"], { code, message }: Problem) => ({
    at: now,
    progress,
    evidence: "account" as const,
    code,
    text: message,
  });
  if (seen.deletedHere?.has(id)) {
    const message = "The account was deleted from this console.";
    return { row: next, timeline: [entry(row.progress, { code: "account_gone", message })] };
  }
  const soon = now <= (row.memory.connectedAt ?? 0) + times.brokeSoon;
  const problem: Problem = soon
    ? {
        code: "broke_soon_after",
        message: "The account was deleted in StackOne soon after it was linked.",
      }
    : { code: "account_gone", message: "The account was deleted in StackOne." };
  const others = row.problems.filter(({ code }) => code !== "not_active" && code !== problem.code);
  return {
    row: { ...next, progress: "connected_with_problem", problems: [...others, problem] },
    timeline: [entry("connected_with_problem", problem)],
  };
}

/** The row once its account is there again. */
export function forgetGone(row: ConnectSessionRow): ConnectSessionRow {
  const { goneAccountId: _, ...memory } = row.memory;
  return row.memory.goneAccountId === undefined ? row : { ...row, memory };
}
