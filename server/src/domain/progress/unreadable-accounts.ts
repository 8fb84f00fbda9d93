import type { Problem } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Observation } from "./observation.ts";
import { endedUnread, notReadable } from "./problems.ts";
import { times } from "./schedule.ts";

/** What a link carries that ended while StackOne's list of the owner's accounts held a record that the console cannot read. */
export const accountsNotReadable: Problem = {
  code: notReadable,
  message:
    "StackOne's list of this owner's accounts holds a record that the console can't read, so nobody can say here whether an account was linked.",
};

/** The same, after the record could be read: an account was saved, and the end of the link is past. */
const savedUnseen: Problem = {
  code: notReadable,
  message:
    "The console couldn't read this owner's accounts when the link ended. One was saved while it was open; StackOne doesn't say by whom.",
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

/**
 * The row after a list that the console can read whole. Where that shows a save of which nobody knows whose it is, the doubt stays and is
 * said as what it is then.
 */
export function withoutUnreadable(row: ConnectSessionRow, seen: Observation): ConnectSessionRow {
  if (!endedUnread(row) || !seen.accounts || seen.unreadableAt !== undefined) return row;
  const others = row.problems.filter((problem) => problem.code !== notReadable);
  return { ...row, problems: seen.attributions.length > 0 ? [...others, savedUnseen] : others };
}
