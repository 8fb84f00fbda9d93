import { type BackgroundLoop, createBackgroundLoop } from "../background-loop.ts";
import type { Context } from "../domain/context.ts";
import { copyNextPage, isPassDue } from "../domain/account-sync/sync-accounts.ts";
import { StackOneError } from "../domain/ports/stackone.ts";
import type { Store } from "../domain/ports/store.ts";
import type { PendingAccounts } from "./pending-accounts.ts";

/** ms; a clock that jumps is noticed within this time */
const longestSleep = 1000;

export interface AccountsCopier {
  start(): void;
  /** Ends when nothing is in flight any more. */
  stop(): Promise<void>;
}

type Report = (error: unknown, what: string) => void;

/** Keeps the copy of StackOne's accounts: a full pass at the start and at an interval, one step after the other, and at once what StackOne told of. */
export function createAccountsCopier(ctx: Context, pending: PendingAccounts): AccountsCopier {
  const report: Report = (error, what) => {
    if (passing.isStopped()) return;
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
    if (error instanceof StackOneError) ctx.log.warn({ reason }, what);
    else ctx.log.error({ reason }, what);
  };
  const passing = createPassing(ctx, report);
  const reading = createBackgroundLoop(async () => {
    try {
      return (await pending.readSome(ctx)) ? 0 : longestSleep;
    } catch (error) {
      report(error, "accounts that StackOne told of could not be read");
      return longestSleep;
    }
  });
  pending.onAdded(reading.wake);
  return {
    start() {
      passing.start();
      reading.start();
    },
    async stop() {
      await Promise.all([passing.stop(), reading.stop()]);
    },
  };
}

/** The full passes, a page at a time. */
function createPassing(ctx: Context, report: Report): BackgroundLoop {
  let isFirstStep = true;
  let atStart = true;
  const copySome = async (): Promise<number> => {
    const isDue = isPassDue(await ctx.store.accounts.copyState(), ctx.clock.now(), atStart);
    atStart = false;
    const written = isDue && (await copyNextPage(ctx, isFirstStep));
    if (isDue) isFirstStep = false;
    if (written === "done") await optimizeSearch(ctx.store, loop.isStopped);
    return written === "more" ? 0 : longestSleep;
  };
  const loop = createBackgroundLoop(() =>
    copySome().catch((error: unknown) => {
      report(error, "the copy of the accounts stopped and goes on later");
      return longestSleep;
    }),
  );
  return loop;
}

/** Between the steps others have their turn. */
async function optimizeSearch({ accounts }: Store, isStopped: () => boolean): Promise<void> {
  for (
    let more = await accounts.optimizeSearch("begin");
    more && !isStopped();
    more = await accounts.optimizeSearch("go on")
  )
    await new Promise<void>((resolve) => setImmediate(resolve));
}
