import { NotificationCount, NotificationPage } from "@connect-console/shared/notification";
import type { ReadNotifications } from "@connect-console/shared/notification";
import {
  infiniteQueryOptions,
  type InfiniteData,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useDocumentVisibility } from "@mantine/hooks";
import { useEffect } from "react";
import { notificationCountQuery } from "./notification-count.ts";
import { queryString, request } from "./request.ts";

const listsKey = ["notifications"] as const;
type Pages = InfiniteData<NotificationPage, string | null>;

/** One's own notifications, newest first. What is new is offered, not put under the pointer. */
export const notificationsQuery = (unreadOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: [...listsKey, unreadOnly],
    queryFn: ({ pageParam, signal }) =>
      request(
        NotificationPage,
        `/api/notifications${queryString({ unread: unreadOnly ? "true" : undefined, cursor: pageParam ?? undefined })}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });

/** Marks some, or all that were on the screen, as read; they stay where they are. */
export function useReadNotifications() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (which: ReadNotifications) =>
      request(NotificationCount, "/api/notifications/read", { body: which }),
    onSuccess: (count, { ids }) => {
      queryClient.setQueryData(notificationCountQuery.queryKey, count);
      queryClient.setQueriesData<Pages>(
        { queryKey: listsKey },
        (pages) => pages && markedRead(pages, ids),
      );
    },
  });
}

/** What is about this link or account was seen there. A failure is nothing to the person: it stays unread. */
export function useReadWhenSeen(about: { connectSessionId: string } | { accountId: string }) {
  const queryClient = useQueryClient();
  const count = useQuery({ ...notificationCountQuery, enabled: false }).data;
  const isVisible = useDocumentVisibility() === "visible";
  const seen = JSON.stringify(about);
  const newestId = count?.newestId ?? null;
  const hasUnread = (count?.unread ?? 0) > 0;
  useEffect(() => {
    if (!isVisible || !hasUnread) return;
    const body = JSON.parse(seen) as typeof about;
    request(NotificationCount, "/api/notifications/read", { body }).then(
      (after) => {
        queryClient.setQueryData(notificationCountQuery.queryKey, after);
        void queryClient.invalidateQueries({ queryKey: listsKey, refetchType: "none" });
      },
      () => {},
    );
  }, [isVisible, hasUnread, newestId, seen, queryClient]);
}

function markedRead(pages: Pages, ids: string[] | undefined): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      items: page.items.map((item) =>
        ids === undefined || ids.includes(item.id) ? { ...item, read: true } : item,
      ),
    })),
  };
}
