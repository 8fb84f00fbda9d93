import { backOff } from "@connect-console/shared/back-off";
import type { Context } from "../context.ts";
import { messageText } from "./message-text.ts";
import type { MessageSink, Sent } from "../ports/message-sink.ts";
import type { DeliveryState, OutboxMessage } from "../ports/outbox.ts";
import type { Repositories } from "../ports/store.ts";

const waits = { first: 1000, longest: 5 * 60_000 };
/** ms */
const longestRetryAfter = 60 * 60_000;
/** ms; what is older is no news any more */
const worthSending = 24 * 60 * 60_000;

/** So many different messages refused one after the other, and it is not the messages. */
const refusedAtMost = 3;

type Needs = Pick<Context, "clock" | "log" | "store">;

/**
 * Sends the oldest message that waits, where one may be sent now; false: there is nothing to do. That a try begins is written before it is
 * made, so that after a crash the next try says that it may be the second.
 */
export async function deliverNextMessage(
  ctx: Needs,
  webhook: MessageSink,
  publicUrl: string,
): Promise<boolean> {
  const { outbox } = ctx.store;
  const message = await outbox.next();
  if (!message) return false;
  const now = ctx.clock.now();
  if (message.at < now - worthSending) return giveUp(ctx, now);
  const state = await outbox.state();
  if (state.stopped || (state.nextTryAt ?? 0) > now) return false;
  await outbox.markUnanswered(message.id, true);
  const sent = await webhook.send(messageText(message, publicUrl));
  if (sent.result !== "delivered")
    ctx.log.warn(
      { reason: sent.problem },
      sent.result === "refused" ? "a message was refused" : "a message waits",
    );
  await ctx.store.transaction((tx) => writeDown(tx, message, sent, ctx.clock.now()));
  return true;
}

async function giveUp({ store, log }: Needs, now: number): Promise<boolean> {
  const given = await store.transaction(async (tx) => {
    const count = await tx.outbox.giveUpBefore(now - worthSending);
    const state = await tx.outbox.state();
    await tx.outbox.putState({ ...state, gaveUp: state.gaveUp + count });
    return count;
  });
  log.warn({ messages: given }, "messages that waited for a day are given up");
  return true;
}

async function writeDown(
  tx: Repositories,
  message: OutboxMessage,
  sent: Sent,
  now: number,
): Promise<void> {
  if (sent.result === "delivered") await tx.outbox.markDelivered(message.id, now);
  else if (sent.result === "refused" && !sent.gone) await tx.outbox.markRefused(message.id);
  else
    await tx.outbox.markUnanswered(
      message.id,
      // what an earlier try left open, a later refusal does not settle
      message.unanswered || (sent.result === "failed" && sent.mayHaveActed),
    );
  await tx.outbox.putState(afterTry(await tx.outbox.state(), sent, now));
}

/** How delivery stands after a try. Pure. */
export function afterTry(state: DeliveryState, sent: Sent, now: number): DeliveryState {
  const failingSince = state.failingSince ?? now;
  switch (sent.result) {
    case "delivered":
      return {
        ...state,
        lastDeliveredAt: now,
        failures: 0,
        failingSince: null,
        nextTryAt: null,
        problem: null,
        stopped: false,
        refusedInARow: 0,
      };
    case "refused":
      return sent.gone
        ? { ...state, problem: sent.problem, failingSince, stopped: true, nextTryAt: null }
        : afterRefusal(state, sent.problem, now);
    case "failed": {
      const failures = state.failures + 1;
      const own = backOff(failures, waits);
      const wait =
        sent.retryAfter === null
          ? own
          : Math.min(longestRetryAfter, Math.max(own, sent.retryAfter * 1000));
      return { ...state, failures, failingSince, problem: sent.problem, nextTryAt: now + wait };
    }
    default:
      return sent satisfies never;
  }
}

/** One refused message is put aside and the next is sent; where different ones are refused, nothing is sent any more. */
function afterRefusal(state: DeliveryState, problem: string, now: number): DeliveryState {
  const refusedInARow = state.refusedInARow + 1;
  const counted = {
    ...state,
    failures: 0,
    nextTryAt: null,
    refused: state.refused + 1,
    refusedInARow,
    lastRefusal: problem,
  };
  if (refusedInARow < refusedAtMost) return { ...counted, failingSince: null, problem: null };
  return { ...counted, problem, failingSince: state.failingSince ?? now, stopped: true };
}

/** At the start: the webhook may be another one now, or mended, so what was stopped or put off is tried at once. */
export async function resumeDelivery({ store }: Needs): Promise<void> {
  const state = await store.outbox.state();
  if (state.problem !== null)
    await store.outbox.putState({
      ...state,
      stopped: false,
      failures: 0,
      nextTryAt: null,
      refusedInARow: 0,
    });
}
