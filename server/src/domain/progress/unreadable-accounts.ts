import type { Problem } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Observation } from "./derive.ts";
import { times } from "./schedule.ts";

const code = "accounts_not_readable";

/** What a link carries that ended while StackOne's list of the owner's accounts held a record that the console cannot read. */
export const accountsNotReadable: Problem = {
  code,
  message:
    "StackOne's list of this owner's accounts holds a record that the console can't read, so nobody can say here whether an account was linked.",
};

/**
 * Whether the link ends without an answer: the longest grace has passed, and the list of accounts, read after it, holds a record that
 * the console cannot read. Such a list proves nothing, and the record may stay as it is for ever.
 */
export function endsUnread({ expiresAt, memory }: ConnectSessionRow, seen: Observation): boolean {
  if (expiresAt === null || memory.hint || seen.unreadableAt === undefined) return false;
  const attempts = Object.values(memory.attemptsSeen ?? {});
  const isAuthenticated = attempts.some(({ status }) => status === "authenticated");
  const grace = isAuthenticated ? times.authenticatedGrace : times.pendingGrace;
  return seen.unreadableAt >= expiresAt + grace;
}

export const endedUnread = ({ problems }: ConnectSessionRow): boolean =>
  problems.some((problem) => problem.code === code);

/** The row after a list that the console can read whole. */
export function withoutUnreadable(row: ConnectSessionRow): ConnectSessionRow {
  return endedUnread(row)
    ? { ...row, problems: row.problems.filter((problem) => problem.code !== code) }
    : row;
}
