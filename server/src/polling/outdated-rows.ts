import { type BackgroundLoop, createBackgroundLoop } from "../background-loop.ts";
import type { Ports } from "../domain/context.ts";

/** ms */
const hour = 3_600_000;
const day = 24 * hour;

/** Deletes every hour what nobody needs any more. */
export function createOutdatedDeletion(
  ctx: Pick<Ports, "clock" | "log" | "store">,
): BackgroundLoop {
  return createBackgroundLoop(async () => {
    await deleteOutdated(ctx).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : "";
      ctx.log.warn({ reason }, "what is over could not be forgotten");
    });
    return hour;
  });
}

/** Repeated requests are known for a day (docs/rules.md, 12), ended sign-ins until they were over anyhow, what people were told for 90 days. */
async function deleteOutdated({ clock, store }: Pick<Ports, "clock" | "store">): Promise<void> {
  await store.idempotency.deleteOlderThan(clock.now() - day);
  await store.signIns.deleteOlderThan(clock.now());
  await store.notifications.deleteOlderThan(clock.now() - 90 * day);
  await store.outbox.deleteOlderThan(clock.now() - 90 * day);
}
