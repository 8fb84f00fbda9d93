import type { Notification } from "@connect-console/shared/notification";
import { Button, Text, VisuallyHidden } from "@mantine/core";
import { useReadNotifications } from "../../api/notification.ts";
import { notificationTarget } from "../../live/notification-target.ts";
import { TextLink } from "../../ui/link-button.tsx";
import { TestTag } from "../../ui/test-tag.tsx";
import { dateWithZone, shortDate } from "../../ui/times.ts";
import listClasses from "../../list/list.module.css";
import classes from "./notifications.module.css";

/** One notification; opening it marks it as read. */
export function NotificationRow({ notification }: { notification: Notification }) {
  const { id, text, at, type, read: isRead } = notification;
  const { mutate, isPending } = useReadNotifications();
  const markRead = () => mutate({ ids: [id] });
  return (
    <li className={classes.row} data-unread={!isRead}>
      <div className={classes.text}>
        <Text span size="sm" fw={isRead ? 400 : 650}>
          {!isRead && <VisuallyHidden>Unread: </VisuallyHidden>}
          <TextLink
            {...notificationTarget(notification)}
            inherit
            c="inherit"
            className={listClasses.open}
            onClick={() => {
              if (!isRead) markRead();
            }}
          >
            {text}
          </TextLink>
        </Text>
        {type === "test" && <TestTag />}
      </div>
      <Text size="xs" c="dimmed" component="time" dateTime={at} title={dateWithZone(at)}>
        {shortDate(at)}
      </Text>
      {!isRead && (
        <Button
          size="compact-xs"
          variant="default"
          className={classes.act}
          loading={isPending}
          onClick={(event) => {
            // the button goes away, and the focus with it
            event.currentTarget.closest("li")?.querySelector("a")?.focus();
            markRead();
          }}
        >
          Mark as read
        </Button>
      )}
    </li>
  );
}
