import { type NotificationCount, NotificationPage } from "@connect-console/shared/notification";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

/** The number on the bell. Read once when the stream is there; from then on the stream tells it. */
export const notificationCountQuery = queryOptions({
  queryKey: ["notification-count"],
  queryFn: async ({ signal }): Promise<NotificationCount> => {
    const page = await request(NotificationPage, "/api/notifications?limit=1", { signal });
    return { unread: page.unread, newestId: page.newestId };
  },
  staleTime: Number.POSITIVE_INFINITY,
});
