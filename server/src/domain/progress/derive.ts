import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { noteFirstSeen, noteLacking, noteSwitchedOff } from "./lacking.ts";
import { byTodaysClock } from "./clock.ts";
import { takeAttempt } from "./attempts.ts";
import { followConnected, followProblem, link } from "./derive-linked.ts";
import { isOpen, mayMove, mayStillBeUsed } from "./states.ts";
import { deriveOpen } from "./derive-open.ts";
import { withoutUnreadable } from "./unreadable-accounts.ts";
import { followUntil, keepsSecrets, keepsToken } from "./schedule.ts";
import { followVoid } from "./void.ts";
import type { Observation, ProgressUpdate } from "./observation.ts";

/**
 * The one progress function (docs/rules.md, 22 to 26): the row after this look, and what the timeline gains. Pure.
 * A move that the table forbids does not happen, older readings change nothing, and the same look again is a no-op.
 */
export function deriveProgress(
  stored: ConnectSessionRow,
  seen: Observation,
  now: number,
): ProgressUpdate {
  if (
    stored.progress === "creating" ||
    stored.progress === "create_failed" ||
    stored.progress === "outcome_unknown"
  )
    return { row: stored, timeline: [] };
  const row = byTodaysClock(stored, seen.skew, now);
  const stale =
    seen.accounts !== undefined &&
    seen.at < (row.memory.accountsReadAt ?? Number.NEGATIVE_INFINITY);
  const counted: Observation = stale
    ? { ...seen, accounts: undefined, named: undefined, attributions: [] }
    : seen;
  const taken = applyObservation(row, counted, now);
  const derived = deriveFrom(row, taken, counted, now);
  return finish(
    row,
    mayMove(row.progress, derived.row.progress) ? derived : { row: taken, timeline: [] },
    counted,
    now,
  );
}

/** The row with the readings noted, before anything is concluded. */
export function applyObservation(
  stored: ConnectSessionRow,
  seen: Pick<Observation, "at" | "attemptAt" | "skew" | "attempt" | "accounts">,
  now: number,
): ConnectSessionRow {
  const row = byTodaysClock(stored, seen.skew, now);
  const attempted =
    mayStillBeUsed(row) && seen.attempt
      ? takeAttempt(row, seen.attempt, seen.attemptAt ?? seen.at, seen.skew)
      : row;
  if (!seen.accounts || seen.at < (row.memory.accountsReadAt ?? Number.NEGATIVE_INFINITY))
    return attempted;
  const noted =
    isOpen(row.progress) || row.progress === "expired" || row.progress === "void"
      ? {
          ...noteLacking(row, seen.accounts, seen.at + seen.skew),
          firstSeen: noteFirstSeen(row, seen.accounts),
          switchedOff: noteSwitchedOff(row, seen.accounts),
        }
      : {};
  return { ...attempted, memory: { ...attempted.memory, ...noted, accountsReadAt: seen.at } };
}

function deriveFrom(
  before: ConnectSessionRow,
  row: ConnectSessionRow,
  seen: Observation,
  now: number,
): ProgressUpdate {
  switch (row.progress) {
    case "waiting":
    case "signing_in":
    case "stalled":
    case "attempt_failed":
    case "likely_connected":
      return deriveOpen(before, row, seen, now);
    case "connected":
      return followConnected(row, seen, now);
    case "connected_with_problem":
      return followProblem(row, seen, now);
    case "void":
      return followVoid(before, row, seen, now);
    case "expired": {
      const proof = seen.attributions.find((attribution) => attribution.certain);
      const until = row.followUntil ?? followUntil(row, now) ?? now;
      return proof && now <= until
        ? link(row, proof, seen, now)
        : { row: withoutUnreadable(row, seen), timeline: [] };
    }
    case "creating":
    case "create_failed":
    case "outcome_unknown":
      return { row, timeline: [] };
    default:
      return row.progress satisfies never;
  }
}

/** What follows from every look: times, and how long the row is still looked at. */
function finish(
  before: ConnectSessionRow,
  { row, timeline }: ProgressUpdate,
  seen: Observation,
  now: number,
): ProgressUpdate {
  const moved = row.progress !== before.progress;
  const asked = seen.attempt !== undefined || seen.accounts !== undefined;
  const next: ConnectSessionRow = {
    ...row,
    progressSince: moved ? now : row.progressSince,
    lastCheckedAt: asked
      ? Math.max(before.lastCheckedAt ?? seen.at, seen.at)
      : before.lastCheckedAt,
    activeAt: timeline.length > 0 ? now : row.activeAt,
  };
  // a void row's time to be followed was set by who withdrew it
  if (moved || (!isOpen(next.progress) && next.followUntil === null))
    next.followUntil = followUntil(next, now);
  next.linkHeld = before.linkHeld && keepsSecrets(next, now);
  if (next.memory.tokenHeld && !keepsToken(next, now)) {
    const { tokenHeld: _, ...memory } = next.memory;
    next.memory = memory;
  }
  return { row: next, timeline };
}
