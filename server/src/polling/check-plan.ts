import type { CheckParts } from "../domain/polling/poll-connect-session.ts";
import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import type { StackOne } from "../domain/ports/stackone.ts";
import type { Feed } from "../live/feed.ts";
import type { CheckPace } from "./check-pace.ts";
import { pendingAttemptDue, unwatchedAttemptDue, watchedCheck } from "./pace.ts";

/** What to ask StackOne for. Times are our clock, ms. */
export interface CheckPlan {
  /** of a row whose owner somebody watches */
  ofWatched(row: ConnectSessionRow, now: number): CheckParts;
  /** whether the attempt is asked for where nobody watches. `named`: a webhook named an account of the owner */
  unwatchedAttemptDue(row: ConnectSessionRow, named: boolean, now: number): boolean;
}

export function createCheckPlan(
  stackone: Pick<StackOne, "follow">,
  feed: Feed,
  listedEvery: CheckPace["listedEvery"],
): CheckPlan {
  const attemptDue = (row: ConnectSessionRow, now: number): boolean =>
    unwatchedAttemptDue(row, stackone.follow, now, listedEvery(row) ?? undefined);
  return {
    ofWatched(row, now) {
      // a row that is not due is checked because of a webhook, which speaks of accounts
      if ((row.nextCheckAt ?? Number.POSITIVE_INFINITY) > now)
        return { attempt: pendingAttemptDue(row, stackone.follow, now), accounts: true };
      return feed.isWatched(row.id)
        ? watchedCheck(row, stackone.follow, now)
        : { attempt: attemptDue(row, now), accounts: true };
    },
    unwatchedAttemptDue: (row, named, now) =>
      attemptDue(row, now) || (named && pendingAttemptDue(row, stackone.follow, now)),
  };
}
