import type { Progress } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";

/**
 * Closed rows that call for attention until they are re-issued or dismissed. Another one joins by its progress here, and in
 * `queueOf` by `open` unless `isDismissed`: lists, counts, *Dismiss* and the page follow.
 */
export const dismissible: readonly Progress[] = ["outcome_unknown", "expired"];

/** Whether it is *Dismiss* that takes this row out of attention, for good. */
export function isDismissible({ progress, supersededBy }: ConnectSessionRow): boolean {
  return supersededBy === null && dismissible.includes(progress);
}

/** Staff said that nobody needs to care for it any more, and it has not changed since. */
export function isDismissed(row: ConnectSessionRow): boolean {
  return isDismissible(row) && row.snoozed?.mark === attentionMark(row);
}

/** What a row calls for attention with: another mark means that something happened. */
export function attentionMark(row: ConnectSessionRow): string {
  const { progress, attempt, problems, account } = row;
  const codes = problems.map(({ code }) => code).toSorted((one, other) => one.localeCompare(other));
  return JSON.stringify([
    progress,
    attempt && [attempt.id, attempt.status, attempt.errorCode],
    codes,
    account && [account.id, account.status],
  ]);
}
