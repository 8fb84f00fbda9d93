import type { NotificationCount, ReadNotifications } from "@connect-console/shared/notification";
import type { StaffContext } from "./context.ts";

/** Marks this person's notifications as read; ids of others' change nothing. What somebody has read is nobody else's business: no audit entry. */
export async function readNotifications(
  ctx: StaffContext,
  { ids, upTo }: ReadNotifications,
): Promise<NotificationCount> {
  const { id } = ctx.actor.staff;
  const which = upTo === undefined ? { ids: ids ?? [] } : { upTo };
  const changed = await ctx.store.notifications.markRead(id, which, ctx.clock.now());
  // the person's other tabs
  if (changed > 0) ctx.notify.changed([id]);
  return ctx.store.notifications.count(id);
}
