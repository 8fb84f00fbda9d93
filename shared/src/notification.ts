import * as z from "zod/mini";
import { AccountType } from "./connect-session.ts";
import { Id } from "./text.ts";

/** Of what people are told: what became of links that they sent or look after. `broken`: an account that such a link connected stopped working later. `assigned`: a colleague gave it to this person, or to their role. */
export const NotificationKind = z.enum([
  "connected",
  "problem",
  "failed",
  "expiring",
  "expired",
  "broken",
  "assigned",
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** One thing that one person is told; `text` is a plain sentence without any secret. */
export const Notification = z.object({
  id: z.string(),
  kind: NotificationKind,
  at: z.string(),
  read: z.boolean(),
  text: z.string(),
  type: AccountType,
  connectSessionId: z.nullable(z.string()),
  accountId: z.nullable(z.string()),
});
export type Notification = z.infer<typeof Notification>;

/** `GET /api/notifications`: one's own, newest first. */
export const NotificationQuery = z.strictObject({
  unread: z.optional(z.enum(["true", "false"])),
  cursor: z.optional(z.string()),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
});
export type NotificationQuery = z.infer<typeof NotificationQuery>;

/** The number on the bell, at most 1,000, and the id of the newest one. The live stream's event `notifications`. */
export const NotificationCount = z.object({
  unread: z.number(),
  newestId: z.nullable(z.string()),
});
export type NotificationCount = z.infer<typeof NotificationCount>;

/** `unread` and `newestId` are of all, whatever the page shows. */
export const NotificationPage = z.extend(NotificationCount, {
  items: z.array(Notification),
  nextCursor: z.nullable(z.string()),
});
export type NotificationPage = z.infer<typeof NotificationPage>;

/**
 * `POST /api/notifications/read`: some of them, all up to and with the one that was the newest on the screen, or all about a link or an
 * account that the person is looking at.
 */
export const ReadNotifications = z
  .strictObject({
    ids: z.optional(z.array(Id).check(z.minLength(1), z.maxLength(200))),
    upTo: z.optional(Id),
    connectSessionId: z.optional(Id),
    accountId: z.optional(Id),
  })
  .check(
    z.refine(
      (which) => Object.values(which).filter((value) => value !== undefined).length === 1,
      "Give one of ids, upTo, connectSessionId and accountId.",
    ),
  );
export type ReadNotifications = z.infer<typeof ReadNotifications>;
