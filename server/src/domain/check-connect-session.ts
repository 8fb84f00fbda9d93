import type { ConnectSession } from "@connect-console/shared/connect-session";
import { auditEntry } from "./audit-entry.ts";
import { findConnectSession } from "./change-connect-session.ts";
import type { StaffContext } from "./context.ts";
import { describeConnectSession } from "./describe-connect-session.ts";
import { DomainError } from "./domain-error.ts";
import { LostRace } from "./observe-write.ts";
import { observeConnectSession } from "./observe-connect-session.ts";
import { isOpen } from "./progress-moves.ts";
import { isAttemptFollowed } from "./progress-times.ts";
import { fromStackOne } from "./stackone-failure.ts";

/** "Check now": asks StackOne for the attempt and the accounts. `not_found`, or StackOne's failure by name; both ways audited. */
export async function checkConnectSession(ctx: StaffContext, id: string): Promise<ConnectSession> {
  const row = await findConnectSession(ctx.store, id);
  const facts = {
    action: "connect_session.check",
    target: { kind: "connect_session", id },
  } as const;
  const wasMade = row.startedAt !== null;
  try {
    await observeConnectSession(
      ctx,
      row,
      { attempt: wasMade && isAttemptFollowed(row), accounts: wasMade },
      {
        purpose: "press",
        alongside: (tx) => tx.audit.append(auditEntry(ctx, { ...facts, outcome: "done" })),
      },
    );
  } catch (error) {
    await ctx.store.audit.append(auditEntry(ctx, { ...facts, outcome: "failed" }));
    if (error instanceof LostRace)
      throw new DomainError("conflict", "The link is changing too fast. Try again.", {
        connectSessionId: id,
      });
    throw fromStackOne(error, { connectSessionId: id });
  }
  if (isOpen(row.progress)) ctx.live.lookSoon(id);
  return describeConnectSession(
    ctx,
    await findConnectSession(ctx.store, id),
    await ctx.store.connectSessions.timeline(id),
  );
}
