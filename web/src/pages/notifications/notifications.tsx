import { Button, Checkbox, Group, Text, Title } from "@mantine/core";
import { useQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { notificationCountQuery } from "../../api/notification-count.ts";
import { notificationsQuery, useReadNotifications } from "../../api/notification.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { ListRest } from "../../list/list-rest.tsx";
import { TextLink } from "../../ui/link-button.tsx";
import { NotificationRow } from "./notification-row.tsx";
import listClasses from "../../list/list.module.css";

/** The page `/notifications`: what this person was told, newest first. */
export function Notifications() {
  const unreadOnly = useSearch({ from: "/notifications" }).unread === "true";
  const navigate = useNavigate({ from: "/notifications" });
  const list = useSuspenseInfiniteQuery(notificationsQuery(unreadOnly));
  const count = useQuery({ ...notificationCountQuery, enabled: false }).data;
  const items = list.data.pages.flatMap((page) => page.items);
  const newestId = list.data.pages[0]?.newestId ?? null;
  const isNews = count !== undefined && count.newestId !== newestId;
  return (
    <>
      <title>Notifications · Connect console</title>
      <Group justify="space-between" mb="md">
        <Title order={1} size="h2">
          Notifications
        </Title>
        <MarkAll unread={count?.unread ?? list.data.pages[0]?.unread ?? 0} upTo={newestId} />
      </Group>
      <Group justify="space-between" mb="md" mih={34}>
        <Checkbox
          label="Only unread ones"
          checked={unreadOnly}
          onChange={(event) =>
            void navigate({
              search: { unread: event.currentTarget.checked ? "true" : undefined },
              replace: true,
            })
          }
        />
        {isNews && (
          <Button size="compact-sm" loading={list.isFetching} onClick={() => void list.refetch()}>
            Show what is new
          </Button>
        )}
      </Group>
      {items.length === 0 ? (
        <Empty unreadOnly={unreadOnly} />
      ) : (
        <ul className={listClasses.rows} aria-label="Notifications">
          {items.map((notification) => (
            <NotificationRow key={notification.id} notification={notification} />
          ))}
        </ul>
      )}
      <ListRest list={list} />
    </>
  );
}

/** Up to the newest one on the screen: what comes meanwhile stays unread. */
function MarkAll({ unread, upTo }: { unread: number; upTo: string | null }) {
  const read = useReadNotifications();
  return (
    <>
      <Button
        variant="default"
        disabled={unread === 0 || upTo === null}
        title={unread === 0 ? "There is none that is unread." : undefined}
        loading={read.isPending}
        onClick={() => {
          if (upTo !== null) read.mutate({ upTo });
        }}
      >
        Mark all as read
      </Button>
      {read.error && <ErrorNotice error={read.error} title="Not marked as read" />}
    </>
  );
}

function Empty({ unreadOnly }: { unreadOnly: boolean }) {
  return (
    <Text py="xl">
      {unreadOnly
        ? "None is unread."
        : "Nothing yet. What becomes of the links that you make or look after comes here by itself."}{" "}
      <TextLink to="/settings" inherit underline="always">
        Choose what you are told
      </TextLink>
    </Text>
  );
}
