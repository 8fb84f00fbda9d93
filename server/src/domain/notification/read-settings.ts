import { NotificationKind } from "@connect-console/shared/notification";
import type {
  NotificationChoice,
  Settings,
  WebhookDelivery,
} from "@connect-console/shared/settings";
import type { StaffContext } from "../context.ts";
import { isoTimeOrNull } from "../iso-time.ts";
import { permissionsOf } from "../permissions.ts";
import type { MessageSink } from "../ports/message-sink.ts";
import { chosenFor } from "./notify.ts";

/** This person's settings; how the webhook stands is for those who may change settings. */
export async function readSettings(ctx: StaffContext): Promise<Settings> {
  const { id, role } = ctx.actor.staff;
  const choices = (await ctx.store.notifications.choices([id])).get(id);
  const notifications = Object.fromEntries(
    NotificationKind.options.map((kind) => [kind, chosenFor(choices, kind)]),
  ) as Record<NotificationKind, NotificationChoice>;
  const { webhook } = ctx.notify;
  const maySee = permissionsOf(role).includes("settings.write");
  return {
    notifications,
    webhook: {
      configured: webhook !== null,
      delivery: webhook && maySee ? await deliveryToApi(ctx, webhook) : null,
    },
  };
}

async function deliveryToApi(
  { store }: StaffContext,
  { host }: MessageSink,
): Promise<WebhookDelivery> {
  const state = await store.outbox.state();
  return {
    host,
    state: state.stopped ? "stopped" : state.problem !== null ? "retrying" : "ready",
    problem: state.problem,
    failingSince: isoTimeOrNull(state.failingSince),
    lastDeliveredAt: isoTimeOrNull(state.lastDeliveredAt),
    waiting: await store.outbox.waiting(),
    gaveUp: state.gaveUp,
    refused: state.refused,
    lastRefusal: state.lastRefusal,
  };
}
