import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { mayMakeMore } from "./targets.ts";
import { expiryNewsAt } from "../notification/news.ts";
import { isOpen } from "./states.ts";

const minute = 60_000;

/** Milliseconds that the table of states speaks of (docs/rules.md, 25). */
export const times = {
  stalledAfter: 6 * minute,
  accountMissingAfter: 2 * minute,
  /** a look must succeed this long after the end before a row is expired */
  expiryGrace: minute,
  /** an attempt that was pending at the end gets this long */
  pendingGrace: 10 * minute,
  /** an authenticated attempt whose account never shows is given up this long after the end */
  authenticatedGrace: 24 * 60 * minute,
  brokeSoon: 15 * minute,
  lateProof: 24 * 60 * minute,
} as const;

/** Until when a closed row is still looked at, our clock; null: open, or nothing can come any more. */
export function followUntil(row: ConnectSessionRow, now: number): number | null {
  const end = row.expiresAt ?? now;
  switch (row.progress) {
    case "connected":
      return Math.max(
        (row.memory.connectedAt ?? now) + times.brokeSoon,
        mayMakeMore(row) ? end + times.expiryGrace : 0,
      );
    case "connected_with_problem":
      return Math.max((row.memory.connectedAt ?? now) + times.lateProof, end);
    case "expired":
      return end + times.lateProof;
    case "void":
      return Math.max(end, row.progressSince) + times.lateProof;
    case "creating":
    case "create_failed":
    case "outcome_unknown":
    case "waiting":
    case "signing_in":
    case "stalled":
    case "attempt_failed":
    case "likely_connected":
      return null;
    default:
      return row.progress satisfies never;
  }
}

/** Whether evidence may still move the row. */
export function isFollowed(row: ConnectSessionRow, now: number): boolean {
  return isOpen(row.progress) || (row.followUntil !== null && row.followUntil > now);
}

/** Whether the row's own attempt is asked for: the token is held, of a voided link for the console alone. */
export function isAttemptFollowed(row: ConnectSessionRow): boolean {
  if (row.progress === "void") return row.memory.tokenHeld === true;
  return isOpen(row.progress) && row.linkHeld;
}

/** Whether the store still holds the link, or of a voided one the token. */
export function holdsSecret({ linkHeld, memory }: ConnectSessionRow): boolean {
  return linkHeld || memory.tokenHeld === true;
}

/** Whether the token of a voided link must still be kept: until the link ends, and never longer. */
export function keepsToken(row: ConnectSessionRow, now: number): boolean {
  return row.progress === "void" && row.expiresAt !== null && now < row.expiresAt;
}

/** Whether link and token must still be kept (docs/rules.md, 14). */
export function keepsSecrets(row: ConnectSessionRow, now: number): boolean {
  const end = row.expiresAt ?? Number.POSITIVE_INFINITY;
  if (row.progress === "creating") return true;
  if (row.progress === "connected_with_problem")
    return now < end && row.memory.usedAfterVoid !== true;
  // "looks connected" waits for a person, perhaps for long; its link is dead all the same
  if (row.progress === "likely_connected") return now < end + times.pendingGrace;
  return isOpen(row.progress);
}

/** The next moment at which the clock alone may change the row, or a look is worth more than another; our clock. */
function nextMilestone(row: ConnectSessionRow, now: number): number | null {
  const moments: number[] = [];
  const seen = row.attempt && row.memory.attemptsSeen?.[row.attempt.id];
  if (isOpen(row.progress) && seen?.status === "pending")
    moments.push(seen.firstSeenAt + times.stalledAfter);
  if (isOpen(row.progress) && seen?.status === "authenticated")
    moments.push(seen.firstSeenAt + times.accountMissingAfter);
  if (
    row.expiresAt !== null &&
    (isOpen(row.progress) || row.progress === "connected_with_problem")
  ) {
    moments.push(
      row.expiresAt - 2 * minute,
      row.expiresAt + times.expiryGrace + 1,
      row.expiresAt + times.pendingGrace + 1,
    );
  }
  if (row.progress === "void" && row.memory.tokenHeld && row.expiresAt !== null)
    moments.push(row.expiresAt + 1);
  const expiryNews = isOpen(row.progress) ? expiryNewsAt(row) : null;
  if (expiryNews !== null) moments.push(expiryNews + 1);
  if (row.progress === "connected" && row.memory.connectedAt !== undefined)
    moments.push(row.memory.connectedAt + times.brokeSoon - minute);
  if (row.followUntil !== null) moments.push(row.followUntil);
  const ahead = moments.filter((moment) => moment > now);
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

/** seconds; where nobody says how often */
const usual = 300;

/** When the row is to be looked at again, our clock; null: nothing can move it any more. `every` in seconds. */
export function nextCheckAt(
  row: ConnectSessionRow,
  every: number | null,
  now: number,
): number | null {
  if (!isFollowed(row, now)) return null;
  const regular = now + (every ?? usual) * 1000;
  const milestone = nextMilestone(row, now);
  return milestone === null ? regular : Math.min(regular, milestone);
}
