import type { ConnectSession } from "@connect-console/shared/connect-session";
import { auditEntry } from "../audit-entry.ts";
import { findConnectSession } from "./change.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "./to-api.ts";
import { DomainError } from "../domain-error.ts";
import { LostRace } from "../polling/apply.ts";
import { pollConnectSession } from "../polling/poll-connect-session.ts";
import { isOpen } from "../progress/states.ts";
import { isAttemptFollowed } from "../progress/schedule.ts";
import { toDomainError } from "../stackone-error.ts";

/** "Check now": asks StackOne for the attempt and the accounts. `not_found`, or StackOne's failure by name; both ways audited. */
export async function checkConnectSession(ctx: StaffContext, id: string): Promise<ConnectSession> {
  const row = await findConnectSession(ctx.store, id);
  const facts = {
    action: "connect_session.check",
    target: { kind: "connect_session", id },
  } as const;
  const wasMade = row.startedAt !== null;
  try {
    await pollConnectSession(
      ctx,
      row,
      { attempt: wasMade && isAttemptFollowed(row), accounts: wasMade },
      {
        purpose: "interactive",
        alongside: (tx) => tx.audit.append(auditEntry(ctx, { ...facts, outcome: "done" })),
      },
    );
  } catch (error) {
    await ctx.store.audit.append(auditEntry(ctx, { ...facts, outcome: "failed" }));
    if (error instanceof LostRace)
      throw new DomainError("conflict", "The link is changing too fast. Try again.", {
        connectSessionId: id,
      });
    throw toDomainError(error, { connectSessionId: id });
  }
  if (isOpen(row.progress)) ctx.live.checkSoon(id);
  return connectSessionToApi(
    ctx,
    await findConnectSession(ctx.store, id),
    await ctx.store.connectSessions.timeline(id),
  );
}
