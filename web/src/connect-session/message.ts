import type { ConnectSession } from "@connect-console/shared/connect-session";
import { dateWithZone } from "../frame/times.ts";

/** The provider's name where one is known, else what the customer will choose from. */
function systemOf(
  row: Pick<ConnectSession, "provider" | "categories">,
  providerName?: string,
): string {
  if (row.provider !== null) return providerName ?? row.provider;
  return row.categories.length > 0 ? `your ${row.categories.join(" or ")} system` : "your system";
}

/** Plain text to send with the link: what it is, what it will do, until when, and the one thing that goes wrong most. */
export function messageFor(
  row: Pick<ConnectSession, "owner" | "provider" | "categories" | "predicted" | "expiresAt">,
  authLink: string,
  { providerName, timeZone }: { providerName?: string | undefined; timeZone?: string } = {},
): string {
  const system = systemOf(row, providerName);
  const edits = row.predicted.kind === "edit";
  return [
    `This link connects ${system} for ${row.owner.name}:`,
    authLink,
    edits
      ? `It opens the connection to ${system} that is already there, so that you can sign in again.`
      : `It takes you through signing in to ${system}; afterwards the two systems are linked.`,
    row.expiresAt === null ? null : `It works until ${dateWithZone(row.expiresAt, timeZone)}.`,
    "Please allow pop-ups for that page: the sign-in opens in a window of its own.",
    "The link is meant for you alone; please do not pass it on.",
  ]
    .filter((line) => line !== null)
    .join("\n\n");
}
