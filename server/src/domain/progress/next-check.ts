import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { isFollowed, nextMilestone } from "./schedule.ts";

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
