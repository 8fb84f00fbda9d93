import * as z from "zod/mini";
import { NotificationKind } from "./notification.ts";

/** Whether one is told of a kind in the console, and named in the team's message by the incoming webhook. */
export const NotificationChoice = z.strictObject({ console: z.boolean(), webhook: z.boolean() });
export type NotificationChoice = z.infer<typeof NotificationChoice>;

/** The team's incoming webhook as an admin sees it; never its path. */
export const WebhookDelivery = z.object({
  host: z.string(),
  /** `retrying`: the newest try failed and is repeated; `stopped`: it was refused, so nothing is sent until somebody acts */
  state: z.enum(["ready", "retrying", "stopped"]),
  /** why, in a sentence; null while all is well */
  problem: z.nullable(z.string()),
  failingSince: z.nullable(z.string()),
  lastDeliveredAt: z.nullable(z.string()),
  /** messages that are still to be delivered, and that were given up because they were too old */
  waiting: z.number(),
  gaveUp: z.number(),
  /** messages that the channel refused and that were put aside, and why the newest was */
  refused: z.optional(z.number()),
  lastRefusal: z.optional(z.nullable(z.string())),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** `GET /api/settings`: one's own choices; `delivery` for admins only. */
export const Settings = z.object({
  notifications: z.record(NotificationKind, NotificationChoice),
  webhook: z.object({ configured: z.boolean(), delivery: z.nullable(WebhookDelivery) }),
});
export type Settings = z.infer<typeof Settings>;

/** `POST /api/settings`: the kinds that are to be otherwise. */
export const SettingsChange = z.strictObject({
  notifications: z.partialRecord(NotificationKind, NotificationChoice),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

/** `POST /api/settings/test-message`: whether the webhook took it, else why not. */
export const TestMessage = z.object({
  delivered: z.boolean(),
  problem: z.nullable(z.string()),
});
export type TestMessage = z.infer<typeof TestMessage>;
