import type { Context } from "../context.ts";

/** What a signed webhook said, as far as it is of use: it carries neither connect session nor status (StackOne's webhooks guide). */
export interface Webhook {
  event: string;
  accountId: string;
  /** as sent; null: not said */
  eventDate: string | null;
  /** null: not said */
  ownerId: string | null;
}

/** What became of a signed webhook. */
export type WebhookResult = "accepted" | "repeated" | "unknown" | "unreadable";

const accountEvents: ReadonlySet<string> = new Set([
  "account.created",
  "account.updated",
  "account.deleted",
]);
const second = 1000;

/**
 * "Look now" at that owner's rows, or where the owner is not said at the rows of that account; where there are none, at the account itself. Never evidence by itself, so a late,
 * repeated or invented event costs a look at most. `null`: signed, but of a shape that is not known.
 */
export async function takeWebhook(ctx: Context, webhook: Webhook | null): Promise<WebhookResult> {
  await noteTime(ctx);
  if (webhook === null) return "unreadable";
  if (!accountEvents.has(webhook.event)) return "unknown";
  if (isRepeated(ctx, webhook)) return "repeated";
  const { connectSessions } = ctx.store;
  const now = ctx.clock.now();
  const rows =
    webhook.ownerId === null
      ? await connectSessions.followedOfAccount(webhook.accountId, now)
      : await connectSessions.followedOfOwner(webhook.ownerId, now);
  for (const ownerId of new Set(rows.map((row) => row.owner.id)))
    ctx.live.webhookReceived(ownerId, webhook.accountId);
  // a look at the owner's rows brings the account along, but cannot tell that it is gone
  if (rows.length === 0 || webhook.event === "account.deleted")
    ctx.live.accountPending(webhook.accountId);
  return "accepted";
}

/** When the last signed webhook came, epoch ms; null: none ever. */
export async function lastWebhookAt({
  store,
  memory,
}: Pick<Context, "store" | "memory">): Promise<number | null> {
  return memory.webhooks.lastAt ?? store.lastWebhookAt();
}

/** Written once a second at most: a thousand at once must not be a thousand writes. */
async function noteTime({ store, clock, memory: { webhooks } }: Context): Promise<void> {
  webhooks.lastAt = clock.now();
  if (webhooks.lastAt - webhooks.writtenAt < second) return;
  webhooks.writtenAt = webhooks.lastAt;
  await store.noteWebhook(webhooks.lastAt);
}

function isRepeated(ctx: Context, webhook: Webhook): boolean {
  // without its date two changes of one account cannot be told apart
  if (webhook.eventDate === null) return false;
  const { accepted } = ctx.memory.webhooks;
  const key = ctx.hash(JSON.stringify([webhook.event, webhook.accountId, webhook.eventDate]));
  if (accepted.has(key)) return true;
  accepted.set(key, true);
  return false;
}
