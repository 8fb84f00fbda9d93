import type { ConnectSession } from "@connect-console/shared/connect-session";

/** Whether the newest sign-in through the link may still end by itself. */
export function isUnderWay({ attempt }: Pick<ConnectSession, "attempt">): boolean {
  return attempt?.status === "pending" || attempt?.status === "authenticated";
}
