import type { Context } from "../domain/context.ts";
import { copyNextPage, isPassDue } from "../domain/account-sync/sync-accounts.ts";
import { StackOneError } from "../domain/ports/stackone.ts";
import type { PendingAccounts } from "./pending-accounts.ts";

/** ms; a clock that jumps is noticed within this time */
const longestSleep = 1000;

export interface AccountsCopier {
  start(): void;
  /** Ends when nothing is in flight any more. */
  stop(): Promise<void>;
}

/** Keeps the copy of StackOne's accounts: a full pass at the start and at an interval, one step after the other, and at once what StackOne told of. */
export function createAccountsCopier(ctx: Context, pending: PendingAccounts): AccountsCopier {
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  const sleepers = new Set<() => void>();
  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, stopped ? 0 : longestSleep);
      sleepers.add(wake);
    });
  const report = (error: unknown, what: string): void => {
    if (stopped) return;
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
    if (error instanceof StackOneError) ctx.log.warn({ reason }, what);
    else ctx.log.error({ reason }, what);
  };

  /** Between the steps others have their turn. */
  const optimizeSearch = async (): Promise<void> => {
    const { accounts } = ctx.store;
    for (
      let more = await accounts.optimizeSearch("begin");
      more && !stopped;
      more = await accounts.optimizeSearch("go on")
    )
      await new Promise<void>((resolve) => setImmediate(resolve));
  };

  const keepPassing = async (): Promise<void> => {
    let isFirstStep = true;
    let atStart = true;
    while (!stopped) {
      try {
        const isDue = isPassDue(await ctx.store.accounts.copyState(), ctx.clock.now(), atStart);
        atStart = false;
        const written = isDue && (await copyNextPage(ctx, isFirstStep));
        if (isDue) isFirstStep = false;
        if (written === "more") continue;
        if (written === "done") await optimizeSearch();
      } catch (error) {
        report(error, "the copy of the accounts stopped and goes on later");
      }
      await sleep();
    }
  };

  const keepReadingPending = async (): Promise<void> => {
    while (!stopped) {
      try {
        if (await pending.readSome(ctx)) continue;
      } catch (error) {
        report(error, "accounts that StackOne told of could not be read");
      }
      await Promise.race([sleep(), pending.next()]);
    }
  };

  return {
    start() {
      running = Promise.all([keepPassing(), keepReadingPending()]);
    },
    async stop() {
      stopped = true;
      for (const wake of sleepers) wake();
      await running;
    },
  };
}
