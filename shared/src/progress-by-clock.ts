import type { Progress } from "./connect-session.ts";

/** Whether a link's time has passed. `endsAt` and `now` are epoch ms by the server's clock; null: there is no end yet. */
export function isPastEnd(endsAt: number | null, now: number): boolean {
  return endsAt !== null && endsAt <= now;
}

/**
 * What is said of a link: once its time has passed, one that waits has expired, also in the minute before a look has confirmed it. A sign-in
 * that is under way may still end well, and what looks connected is still to be answered.
 */
export function progressByClock(progress: Progress, endsAt: number | null, now: number): Progress {
  switch (progress) {
    case "waiting":
    case "stalled":
    case "attempt_failed":
      return isPastEnd(endsAt, now) ? "expired" : progress;
    case "creating":
    case "create_failed":
    case "outcome_unknown":
    case "signing_in":
    case "likely_connected":
    case "connected":
    case "connected_with_problem":
    case "expired":
    case "void":
      return progress;
    default:
      return progress satisfies never;
  }
}
