import type { NotificationCount, ReadNotifications } from "@connect-console/shared/notification";
import type { StaffContext } from "../context.ts";
import type { ReadWhich } from "../ports/notifications.ts";

/** Marks this person's notifications as read; ids of others' change nothing. What somebody has read is nobody else's business: no audit entry. */
export async function markNotificationsRead(
  ctx: StaffContext,
  input: ReadNotifications,
): Promise<NotificationCount> {
  const { id } = ctx.actor.staff;
  const changed = await ctx.store.notifications.markRead(id, whichOf(input), ctx.clock.now());
  // the person's other tabs
  if (changed > 0) ctx.notify.changed([id]);
  return ctx.store.notifications.count(id);
}

/** The schema lets one of them through. */
function whichOf({ ids, upTo, connectSessionId, accountId }: ReadNotifications): ReadWhich {
  if (upTo !== undefined) return { upTo };
  if (connectSessionId !== undefined) return { connectSessionId };
  return accountId === undefined ? { ids: ids ?? [] } : { accountId };
}
