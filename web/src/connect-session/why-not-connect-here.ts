import type { ActedOn } from "@connect-console/shared/permitted";
import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import { isPastEnd } from "@connect-console/shared/progress-by-clock";
import { useRefusal } from "../api/me.ts";
import { useNow } from "../ui/now.ts";

type Row = Pick<ConnectSession, "progress" | "type" | "linkHeld" | "expiresAt">;

/** Why this person cannot connect here with this link now, or null. */
export function useWhyNotConnectHere(row: Row & ActedOn): string | null {
  const now = useNow();
  const reveal = useRefusal("connect_session.reveal", row);
  return whyNot(row, now) ?? reveal;
}

/** What speaks against it whoever asks; the server refuses the same. `now` is epoch ms by the server's clock. */
export function whyNot(row: Row, now: number): string | null {
  const { progress, linkHeld } = row;
  switch (progress) {
    case "creating":
      return "The link comes as soon as StackOne answers.";
    case "create_failed":
    case "outcome_unknown":
      return "There is no link to connect with. Make a new one.";
    case "connected":
      return "The link has done its work.";
    case "void":
      return "The link was withdrawn. Re-issue it to connect here.";
    case "expired":
    case "connected_with_problem":
    case "waiting":
    case "signing_in":
    case "stalled":
    case "attempt_failed":
    case "likely_connected":
      if (hasExpired(row, now)) return "The link's time has passed. Re-issue it to connect here.";
      return linkHeld
        ? null
        : "The console no longer holds this link. Re-issue it to connect here.";
    default:
      return progress satisfies never;
  }
}

/** Whether the Hub would only say "No configured integrations available.", which is what an expired token looks like there. */
function hasExpired({ progress, expiresAt }: Row, now: number): boolean {
  return (
    progress === "expired" || isPastEnd(expiresAt === null ? null : Date.parse(expiresAt), now)
  );
}

/** Whether an open Hub must give way: its token is of no use, and no sign-in is under way that may still end well. */
export function mustLeave(row: Row, now: number): boolean {
  if (row.progress === "void") return true;
  const isOpen = (openProgress as readonly string[]).includes(row.progress);
  return (
    hasExpired(row, now) && (row.progress === "expired" || isOpen) && row.progress !== "signing_in"
  );
}
