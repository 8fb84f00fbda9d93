import { NotificationPage } from "@connect-console/shared/notification";
import { request } from "../api/request.ts";
import { notificationTarget, type NotificationTarget } from "../live/notification-target.ts";

/** at once; more are one line */
const shownAtMost = 3;

/** Shows the unread notifications that are newer than the one that was the newest before; a click calls `open` with what it is about. */
export async function showOnDesktop(
  before: string | null,
  open: (target: NotificationTarget) => void,
): Promise<void> {
  const { items } = await request(NotificationPage, "/api/notifications?unread=true&limit=20", {});
  const end = items.findIndex(({ id }) => id === before);
  const fresh = end === -1 ? items : items.slice(0, end);
  for (const each of fresh.slice(0, shownAtMost))
    show(each.text, each.id, () => open(notificationTarget(each)));
  const more = fresh.length - shownAtMost;
  if (more > 0) show(`${more} more in the console.`, "more", () => open({ to: "/notifications" }));
}

function show(body: string, tag: string, onClick: () => void): void {
  // the same one in two tabs is shown once
  const shown = new Notification("Connect console", { body, tag });
  shown.addEventListener("click", () => {
    window.focus();
    shown.close();
    onClick();
  });
}
