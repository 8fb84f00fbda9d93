import type { ConnectSessionTab } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "./connect-session.ts";

const hour = 3_600_000;

/** In which lists a row stands; `open` is told apart into waiting and attention by progress and clock. */
export type Queue = "creating" | "open" | "connected" | "over";

/** What of `open` waits for the customer; the rest needs attention. */
export const atCustomer = ["waiting", "signing_in"] as const;

/** A link of at most so many seconds was made to end soon and calls for nobody; others do within the last `endsSoon` ms. */
export const shortLink = 48 * 3600;
export const endsSoon = 24 * hour;

/** A superseded row is over, whatever its progress (design, section 5). */
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
    case "outcome_unknown":
      return "open";
    case "connected":
      return "connected";
    case "expired":
    case "void":
    case "create_failed":
      return "over";
    default:
      return progress satisfies never;
  }
}

/** The tab of the page *Auth links* (design, section 8); null while it is being created. */
export function tabOf(row: ConnectSessionRow, now: number): ConnectSessionTab | null {
  const queue = queueOf(row);
  if (queue === "creating") return null;
  if (queue !== "open") return queue;
  const callsForNobody =
    row.expiresIn <= shortLink || row.expiresAt === null || row.expiresAt > now + endsSoon;
  return atCustomer.some((one) => one === row.progress) && callsForNobody ? "waiting" : "attention";
}
