import * as z from "zod/mini";

const NotificationsSearch = z.object({
  /** "true": only unread ones */
  unread: z.catch(z.optional(z.literal("true")), undefined),
});
export type NotificationsSearch = z.infer<typeof NotificationsSearch>;

/** The filter as it stands in the URL. */
export function notificationsSearch(search: Record<string, unknown>): NotificationsSearch {
  return NotificationsSearch.parse(search);
}
