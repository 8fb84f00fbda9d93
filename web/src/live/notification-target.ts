import type { Notification } from "@connect-console/shared/notification";

/** The page that a notification is about: a broken account has one of its own, everything else is about a link. */
export function notificationTarget({
  kind,
  accountId,
  connectSessionId,
}: Pick<Notification, "kind" | "accountId" | "connectSessionId">) {
  if (accountId !== null && (kind === "broken" || connectSessionId === null))
    return { to: "/accounts/$accountId", params: { accountId } } as const;
  return { to: "/connect-sessions/$id", params: { id: connectSessionId ?? "" } } as const;
}

export type NotificationTarget =
  | ReturnType<typeof notificationTarget>
  | { readonly to: "/notifications" };
