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
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let wake = (): void => {};
  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, stopped ? 0 : longestSleep);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const guarded = async (work: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown";
      if (!stopped) ctx.log.error({ reason }, "a message could not be delivered");
      return false;
    }
  };
  const loop = async (): Promise<void> => {
    await guarded(async () => (await resumeDelivery(ctx), true));
    while (!stopped)
      if (!(await guarded(() => deliverNextMessage(ctx, webhook, publicUrl)))) await sleep();
  };
  return {
    start() {
      running = loop();
    },
    async stop() {
      stopped = true;
      wake();
      // an answer that is still to come is better than a message that may be sent twice
      const enough = setTimeout(() => webhook.stop(), timeout);
      await running;
      clearTimeout(enough);
    },
  };
}
