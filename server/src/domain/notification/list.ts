import type {
  Notification,
  NotificationPage,
  NotificationQuery,
} from "@connect-console/shared/notification";
import type { StaffContext } from "../context.ts";
import { isoTime } from "../iso-time.ts";
import { notificationSentence } from "./sentence.ts";
import type { NotificationRow } from "../ports/notifications.ts";

/** What this person was told, newest first, and how many are unread in all. */
export async function listNotifications(
  ctx: StaffContext,
  { unread, cursor, limit }: NotificationQuery,
): Promise<NotificationPage> {
  const staffId = ctx.actor.staff.id;
  const { notifications } = ctx.store;
  const page = await notifications.list({ staffId, unread: unread === "true", cursor, limit });
  return {
    items: page.items.map(describe),
    nextCursor: page.nextCursor,
    ...(await notifications.count(staffId)),
  };
}

function describe(row: NotificationRow): Notification {
  const { id, kind, at, readAt, facts, connectSessionId, accountId } = row;
  return {
    id,
    kind,
    at: isoTime(at),
    read: readAt !== null,
    text: notificationSentence(kind, facts),
    type: facts.type,
    connectSessionId,
    accountId,
  };
}
