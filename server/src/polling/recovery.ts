import { createBackgroundLoop } from "../background-loop.ts";
import { applyOwnerImports } from "../domain/owner-import/apply.ts";
import { auditLateRefusals } from "../domain/audited-refusal.ts";
import { recoverInterruptedCreations } from "../domain/creation/recover-interrupted.ts";
import type { Context } from "../domain/context.ts";
import { wipeEndedLinks } from "../domain/auth-link/wipe-ended.ts";

/** ms between two tries */
const every = 5000;

export interface Recovery {
  start(): void;
  /** Ends when nothing is in flight any more. */
  stop(): Promise<void>;
  /** One try; `start` does this again and again. */
  recover(): Promise<void>;
}

/** Writes what could not be written when it happened, say on a full disk, as soon as the store takes it, and wipes links whose time passed. */
export function createRecovery(ctx: Context): Recovery {
  const recover = async (): Promise<void> => {
    try {
      // a probe says that there is room again, also where nobody presses anything
      if (ctx.store.problem() !== null && !(await ctx.store.ready())) return;
      await auditLateRefusals(ctx);
      await recoverInterruptedCreations(ctx);
      await applyOwnerImports(ctx);
      await wipeEndedLinks(ctx);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown";
      ctx.log.warn({ reason }, "what could not be written down still cannot be");
    }
  };
  const loop = createBackgroundLoop(async () => {
    await recover();
    return every;
  }, every);
  return { start: loop.start, stop: loop.stop, recover };
}
