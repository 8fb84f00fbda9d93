import type { Problem } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";

/** Nobody can say what the link did, because StackOne's list of accounts held a record that the console cannot read. */
export const notReadable = "accounts_not_readable";

/** Problems that were there before any evidence (say, `echo_differs`) are not this function's to remove. */
const derivedProblems: ReadonlySet<string> = new Set([
  "owner_differs",
  "account_differs",
  "outcome_differs",
  "provider_differs",
  "profile_differs",
  "type_differs",
  "not_active",
  "broke_soon_after",
  "account_gone",
  "second_account",
  "void_link_used",
  "void_link_maybe_used",
  "account_missing",
  "attempt_not_readable",
  notReadable,
]);

/** Is about the link alone: an account that was linked all the same is as right as any. */
export const keyGone = "key_gone";

/** The problems that evidence neither brings nor takes away. */
export function foreignProblems(row: ConnectSessionRow): Problem[] {
  return row.problems.filter((problem) => !derivedProblems.has(problem.code));
}

/** Whether the link ended without an answer, for such a record. */
export const endedUnread = ({ problems }: ConnectSessionRow): boolean =>
  problems.some(({ code }) => code === notReadable);
