import { auditEntry } from "../audit-entry.ts";
import { findConnectSession } from "../connect-session/change.ts";
import type { Context } from "../context.ts";
import { staffTimelineEntry } from "../connect-session/timeline-entry.ts";

const message =
  "The console stopped before StackOne's answer was written down. Nobody holds that link, if there is one: make a new one.";

/**
 * Rows in `creating` that no press works on any more become `outcome_unknown` (docs/rules.md, 10): at the start those that a crash left,
 * later those whose end could not be written down, say on a full disk. What is known of that end is written as it was.
 */
export async function recoverInterruptedCreations(ctx: Context): Promise<void> {
  const { pendingCreations: pending } = ctx.memory;
  const left = await ctx.store.connectSessions.leftCreating();
  for (const { id } of left) {
    const writeEnd = pending.get(id);
    if (writeEnd === null) continue;
    await (writeEnd ?? (() => endUnknown(ctx, id)))();
    pending.delete(id);
  }
  // a press that failed before its row was there
  const ids = new Set(left.map(({ id }) => id));
  for (const [id, writeEnd] of pending) if (writeEnd && !ids.has(id)) pending.delete(id);
}

async function endUnknown(ctx: Context, id: string): Promise<void> {
  const target = { kind: "connect_session", id };
  const progress = "outcome_unknown";
  const row = await ctx.store.transaction(async (tx) => {
    const before = await findConnectSession(tx, id);
    if (before.progress !== "creating") return null;
    const written = await tx.connectSessions.update({
      ...before,
      progress,
      progressSince: ctx.clock.now(),
      nextCheckAt: null,
      problems: [...before.problems, { code: progress, message }],
    });
    if (!written) return null;
    await tx.connectSessions.addTimeline(id, [
      staffTimelineEntry(ctx, { progress, evidence: "clock", code: progress, text: message }),
    ]);
    const action =
      before.supersedes === null ? "connect_session.create" : "connect_session.reissue";
    await tx.audit.append(auditEntry(ctx, { action, target, outcome: "failed" }));
    return written;
  });
  if (row) ctx.live.changed(row);
}
