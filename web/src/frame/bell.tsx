import { Button, VisuallyHidden } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { notificationCountQuery } from "../api/notification-count.ts";
import { useDesktopNotifications } from "./desktop-notifications.ts";
import classes from "./frame.module.css";
import { useLiveState, usePolling } from "../live/live.tsx";
import { useTitleBadge } from "./title-badge.ts";

const shownAtMost = 99;
/** ms */
const hiddenEvery = 60_000;

/** Leads to the notifications; the number of unread ones comes by the stream, without a reload. */
export function Bell() {
  const live = useLiveState();
  const polling = usePolling();
  // a hidden tab has no stream, and its title still says what is new
  const pace =
    live === "paused"
      ? { refetchInterval: hiddenEvery, refetchIntervalInBackground: true }
      : polling;
  const { data } = useQuery({ ...notificationCountQuery, ...pace, enabled: live !== "connecting" });
  const unread = data?.unread ?? 0;
  useTitleBadge(unread);
  useDesktopNotifications(data);
  return (
    <Button
      component={Link}
      to="/notifications"
      variant="default"
      flex="none"
      miw={34}
      h={34}
      px={unread > 0 ? 8 : 0}
    >
      <IconBell size={18} aria-hidden />
      <VisuallyHidden>Notifications</VisuallyHidden>
      <span aria-live="polite" className={classes.unread}>
        {unread > 0 && (
          <>
            {unread > shownAtMost ? `${shownAtMost}+` : unread}
            <VisuallyHidden> unread</VisuallyHidden>
          </>
        )}
      </span>
    </Button>
  );
}
