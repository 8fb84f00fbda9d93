import { createBackgroundLoop } from "../background-loop.ts";
import type { Context } from "../domain/context.ts";
import { deliverNextMessage, resumeDelivery } from "../domain/notification/deliver-message.ts";
import type { IncomingWebhook } from "./incoming-webhook.ts";

/** ms; within this time what waits is seen, and a clock that jumps is noticed */
const longestSleep = 1000;
/** ms that the end of the console waits for an answer */
const timeout = 1500;

export interface Delivery {
  start(): void;
  /** Ends when nothing is under way any more. */
  stop(): Promise<void>;
}

/** Brings the team's messages to the incoming webhook, one after the other, oldest first. */
export function createDelivery(
  ctx: Pick<Context, "clock" | "log" | "store">,
  webhook: IncomingWebhook,
  publicUrl: string,
): Delivery {
  let begun = false;
  const deliver = async (): Promise<number> => {
    try {
      if (!begun) {
        begun = true;
        await resumeDelivery(ctx);
      }
      return (await deliverNextMessage(ctx, webhook, publicUrl)) ? 0 : longestSleep;
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown";
      if (!loop.isStopped()) ctx.log.error({ reason }, "a message could not be delivered");
      return longestSleep;
    }
  };
  const loop = createBackgroundLoop(deliver);
  return {
    start: loop.start,
    async stop() {
      // an answer that is still to come is better than a message that may be sent twice
      const enough = setTimeout(() => webhook.stop(), timeout);
      await loop.stop();
      clearTimeout(enough);
    },
  };
}
