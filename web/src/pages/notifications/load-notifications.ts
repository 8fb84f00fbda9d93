import type { QueryClient } from "@tanstack/react-query";
import { notificationsQuery } from "../../api/notification.ts";
import type { NotificationsSearch } from "./notifications-search.ts";

export interface Loading {
  context: { queryClient: QueryClient };
  deps: NotificationsSearch;
}

/** Reads the newest ones. */
export async function loadNotifications({ context, deps }: Loading): Promise<void> {
  await context.queryClient.ensureInfiniteQueryData(notificationsQuery(deps.unread === "true"));
}
