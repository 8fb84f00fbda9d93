import type { ConnectSessionTab } from "@connect-console/shared/connect-session";
import { attentionMark, isDismissed, isDismissible } from "./attention.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { endsSoonWithin } from "../ends-soon.ts";

/** In which lists a row stands; `open` is told apart into waiting and attention by progress and clock. */
export type Queue = "creating" | "open" | "connected" | "over";

/** What of `open` waits for the customer; the rest needs attention. */
export const atCustomer = ["waiting", "signing_in"] as const;

/** A superseded row is over, whatever its progress (docs/rules.md, 27). */
export function queueOf(row: ConnectSessionRow): Queue {
  if (row.supersededBy !== null) return "over";
  const { progress } = row;
  switch (progress) {
    case "creating":
      return "creating";
    case "waiting":
    case "signing_in":
    case "stalled":
    case "attempt_failed":
    case "likely_connected":
    case "connected_with_problem":
      return "open";
    case "outcome_unknown":
    case "expired":
      return isDismissed(row) ? "over" : "open";
    case "connected":
      return "connected";
    case "void":
      return row.problems.some(({ code }) => code === "void_link_maybe_used") ? "open" : "over";
    case "create_failed":
      return "over";
    default:
      return progress satisfies never;
  }
}

/** The tab of the page *Auth links* (docs/rules.md, 29); null while it is being created. */
export function tabOf(row: ConnectSessionRow, now: number): ConnectSessionTab | null {
  const queue = queueOf(row);
  if (queue === "creating") return null;
  if (queue !== "open") return queue;
  // set aside, it waits for somebody else until it changes
  if ((snoozedUntil(row) ?? 0) > now) return "waiting";
  const endingAt = endingSoonAt(row);
  const callsForNobody = endingAt === null || endingAt > now;
  return atCustomer.some((one) => one === row.progress) && callsForNobody ? "waiting" : "attention";
}

/** Until when *Done for now* holds (epoch ms, our clock), null: it does not. That a link ends soon is news, unless it did already. */
export function snoozedUntil(row: ConnectSessionRow): number | null {
  const { snoozed } = row;
  if (!snoozed || isDismissible(row) || snoozed.mark !== attentionMark(row)) return null;
  const until = snoozed.until ?? Number.MAX_SAFE_INTEGER;
  const ending = endingSoonAt(row);
  return ending !== null && ending > snoozed.at ? Math.min(until, ending) : until;
}

/** From when on a link calls for attention because it ends; null: never. */
function endingSoonAt({ choices, expiresAt }: ConnectSessionRow): number | null {
  return expiresAt === null ? null : expiresAt - endsSoonWithin(choices.expiresIn);
}
