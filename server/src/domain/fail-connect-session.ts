import type { AuditAction } from "@connect-console/shared/audit";
import type { Progress } from "@connect-console/shared/connect-session";
import { auditEntry } from "./audit-entry.ts";
import type { ConnectSessionRow } from "./connect-session.ts";
import type { StaffContext } from "./context.ts";
import { DomainError } from "./domain-error.ts";
import { StackOneError } from "./ports/stackone.ts";
import { fromStackOne } from "./stackone-failure.ts";
import { staffTimelineEntry } from "./timeline-entry.ts";

/** Writes down that the POST failed, or that its answer was lost, and gives the error to throw; both ends are final (design, rule 10). */
export async function failConnectSession(
  ctx: StaffContext,
  intent: ConnectSessionRow,
  action: AuditAction,
  failure: unknown,
): Promise<DomainError> {
  const { id } = intent;
  const told = fromStackOne(failure, { connectSessionId: id });
  const error =
    told instanceof DomainError
      ? told
      : new DomainError("internal", "The console failed while it asked StackOne.", {
          connectSessionId: id,
        });
  const progress = endOf(failure);
  const code =
    failure instanceof StackOneError && failure.failure === "no_link" ? "no_link" : error.code;
  const text =
    progress === "outcome_unknown" && failure instanceof StackOneError
      ? `Whether StackOne made the link is not known: ${error.message}`
      : error.message;
  try {
    const row = await ctx.store.transaction(async (tx) => {
      const problems = [{ code, message: error.message }];
      const written = await tx.connectSessions.update({
        ...intent,
        progress,
        progressSince: ctx.clock.now(),
        problems,
      });
      if (!written) throw new Error("the row was changed meanwhile");
      await tx.connectSessions.addTimeline(id, [staffTimelineEntry(ctx, { progress, code, text })]);
      await tx.audit.append(
        auditEntry(ctx, { action, target: { kind: "connect_session", id }, outcome: "failed" }),
      );
      return written;
    });
    ctx.live.changed(row);
  } catch (unwritten) {
    // the row stays in `creating`; the next start makes it `outcome_unknown`
    const reason = unwritten instanceof Error ? unwritten.message : "unknown";
    ctx.log.error(
      { requestId: ctx.requestId, connectSessionId: id, reason },
      "the failure of StackOne could not be written down",
    );
  }
  return error;
}

function endOf(failure: unknown): Extract<Progress, "create_failed" | "outcome_unknown"> {
  if (!(failure instanceof StackOneError)) return "outcome_unknown";
  if (failure.failure === "no_link") return "create_failed";
  return failure.failure === "unavailable" || failure.mayHaveActed
    ? "outcome_unknown"
    : "create_failed";
}
