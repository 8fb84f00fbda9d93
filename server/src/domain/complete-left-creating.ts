import { auditEntry } from "./audit-entry.ts";
import { changeConnectSession } from "./change-connect-session.ts";
import type { Context } from "./context.ts";
import { staffTimelineEntry } from "./timeline-entry.ts";

const message =
  "The console stopped before StackOne's answer was written down. Nobody holds that link, if there is one: make a new one.";

/** At the start: rows that a crash left in `creating` become `outcome_unknown` (design, rule 10). */
export async function completeLeftCreating(ctx: Context): Promise<void> {
  for (const { id } of await ctx.store.connectSessions.leftCreating()) {
    const row = await changeConnectSession(
      ctx,
      id,
      (before) => ({
        ...before,
        progress: "outcome_unknown",
        progressSince: ctx.clock.now(),
        nextLookAt: null,
        problems: [...before.problems, { code: "outcome_unknown", message }],
      }),
      async (tx) => {
        await tx.connectSessions.addTimeline(id, [
          staffTimelineEntry(ctx, {
            progress: "outcome_unknown",
            evidence: "clock",
            code: "outcome_unknown",
            text: message,
          }),
        ]);
        await tx.audit.append(
          auditEntry(ctx, {
            action: "connect_session.create",
            target: { kind: "connect_session", id },
            outcome: "failed",
          }),
        );
      },
    );
    ctx.live.changed(row);
  }
}
