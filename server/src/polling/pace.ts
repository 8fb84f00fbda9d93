import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import type { CheckParts } from "../domain/polling/poll-connect-session.ts";
import { isOpen } from "../domain/progress/states.ts";
import { isAttemptFollowed, isFollowed, times } from "../domain/progress/schedule.ts";

const minute = 60_000;

/** Share of the budget that watched rows may use: presses keep a quarter (docs/rules.md, 19), the unwatched need a little. */
const watchShare = 0.7;

/** seconds between two checks of a row of which nothing is expected soon */
export const longestPace = 300;

/** seconds between two looks if the budget allows it (docs/rules.md, 28); null: nothing can move the row any more */
export function wantedPace(row: ConnectSessionRow, watched: boolean, now: number): number | null {
  if (!isFollowed(row, now)) return null;
  if (!watched) return unwatchedPace(row, now);
  if (now - row.activeAt >= 10 * minute) return 30;
  // linked, but it may break or become right soon
  if (!isOpen(row.progress)) return 5;
  return row.progress === "signing_in" ? 2 : 3;
}

/** Where nobody watches: a link whose customer was active is asked more often, not less. */
function unwatchedPace(row: ConnectSessionRow, now: number): number {
  const quiet = customerQuiet(row, now);
  if (!isOpen(row.progress)) return longestPace;
  return quiet < 10 * minute ? 60 : quiet < 60 * minute ? 120 : longestPace;
}

/** ms since the customer's newest attempt came to what it is; infinite without one */
function customerQuiet({ attempt, memory }: ConnectSessionRow, now: number): number {
  const seen = attempt && memory.attemptsSeen?.[attempt.id];
  return seen ? now - seen.firstSeenAt : Number.POSITIVE_INFINITY;
}

/** Share of the budget for the rows that lists show, at an account read and an attempt each. */
const listShare = 0.2;

/** seconds between two looks at a row that a list shows, of so many in all: once a minute, less often where the budget does not allow it */
export function listedPace(
  row: ConnectSessionRow,
  listed: number,
  requestsPerMinute: number,
): number {
  const wanted = 60 * Math.max(1, (2 * listed) / (requestsPerMinute * listShare));
  return isOpen(row.progress) ? Math.min(300, Math.ceil(wanted)) : 300;
}

/** seconds; stretched so that all watched rows together stay within their share. `wanted` are the paces of all watched rows. */
export function fairPace(
  pace: number,
  wanted: Iterable<number>,
  requestsPerMinute: number,
): number {
  let load = 0;
  for (const seconds of wanted) load += 60 / seconds;
  return Math.ceil(pace * Math.max(1, load / (requestsPerMinute * watchShare)));
}

/** What to ask next for a watched row: one call a look, the older knowledge first; both when the row may be over, and now and then while signing in. */
export function watchedCheck(
  row: ConnectSessionRow,
  follow: "attempts" | "accounts",
  now: number,
): CheckParts {
  if (!attemptAskable(row, follow, now)) return { attempt: false, accounts: true };
  if (mayBeOver(row, now)) return { attempt: true, accounts: true };
  const { attemptReadAt = 0, accountsReadAt = 0 } = row.memory;
  // while signing in the attempt tells first and misses no look; the accounts now and then beside it, in case the customer turned to a form
  if (row.progress === "signing_in")
    return { attempt: true, accounts: accountsReadAt + minute / 2 < attemptReadAt };
  const accounts = accountsReadAt < attemptReadAt;
  return { attempt: !accounts, accounts };
}

/** Whether an unwatched row's attempt is due: with its customer's activity, else 5 min, 1 h, 6 h, the quieter the row; and once before and after the end. `every`: seconds, where a list shows it. */
export function unwatchedAttemptDue(
  row: ConnectSessionRow,
  follow: "attempts" | "accounts",
  now: number,
  every?: number,
): boolean {
  if (!attemptAskable(row, follow, now)) return false;
  const last = row.memory.attemptReadAt ?? 0;
  const wait = Math.min(unwatchedAttemptWait(row, now), (every ?? Infinity) * 1000);
  const end = row.expiresAt ?? Number.POSITIVE_INFINITY;
  const passed = [end - 2 * minute, end + times.expiryGrace].some(
    (moment) => now >= moment && last < moment,
  );
  return passed || now - last >= wait - 1000;
}

/** ms between two questions for an unwatched row's attempt */
function unwatchedAttemptWait(row: ConnectSessionRow, now: number): number {
  const quiet = now - row.activeAt;
  const since = customerQuiet(row, now);
  if (since < 60 * minute) return unwatchedPace(row, now) * 1000;
  if (quiet < 60 * minute) return 5 * minute;
  if (since < 24 * 60 * minute) return 15 * minute;
  return quiet < 24 * 60 * minute ? 60 * minute : 360 * minute;
}

/** Whether a webhook's look asks for the attempt too: one that was under way is likely what made the account. */
export function pendingAttemptDue(
  row: ConnectSessionRow,
  follow: "attempts" | "accounts",
  now: number,
): boolean {
  return row.attempt?.status === "pending" && attemptAskable(row, follow, now);
}

function mayBeOver(row: ConnectSessionRow, now: number): boolean {
  return row.expiresAt !== null && now >= row.expiresAt + times.expiryGrace;
}

/** A refused attempt is asked for again after ten minutes (docs/rules.md, 21: refused for that row only). */
function attemptAskable(
  row: ConnectSessionRow,
  follow: "attempts" | "accounts",
  now: number,
): boolean {
  if (follow === "accounts" || !isAttemptFollowed(row)) return false;
  return (
    row.memory.attemptNotReadable === undefined ||
    now - (row.memory.attemptReadAt ?? 0) >= 10 * minute
  );
}
