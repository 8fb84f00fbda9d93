import type { AuditAction } from "@connect-console/shared/audit";
import type { Problem, Progress } from "@connect-console/shared/connect-session";
import { auditEntry } from "../audit-entry.ts";
import { findConnectSession } from "../connect-session/change.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { StackOneError } from "../ports/stackone.ts";
import { toDomainError } from "../stackone-error.ts";
import { staffTimelineEntry } from "../connect-session/timeline-entry.ts";

/** Writes down that the POST failed, or that its answer was lost, and gives the error to throw; both ends are final (docs/rules.md, 10). */
export async function failConnectSession(
  ctx: StaffContext,
  intent: ConnectSessionRow,
  action: AuditAction,
  failure: unknown,
): Promise<DomainError> {
  const { id } = intent;
  const domainError = toDomainError(failure, { connectSessionId: id });
  const progress = endOf(failure);
  const error =
    domainError instanceof DomainError
      ? new DomainError(domainError.code, domainError.message, { ...domainError.detail, progress })
      : new DomainError("internal", "The console failed while it asked StackOne.", {
          connectSessionId: id,
          progress,
        });
  const code =
    failure instanceof StackOneError && failure.failure === "no_link" ? "no_link" : error.code;
  const text =
    progress === "outcome_unknown" && failure instanceof StackOneError
      ? `Whether StackOne made the link is not known: ${error.message}`
      : error.message;
  const end: End = { action, progress, text, problem: { code, message: error.message } };
  try {
    await writeEnd(ctx, id, end);
  } catch (unwritten) {
    const reason = unwritten instanceof Error ? unwritten.message : "unknown";
    ctx.log.error(
      { requestId: ctx.requestId, connectSessionId: id, reason },
      "the failure of StackOne could not be written down",
    );
    // the row stays in `creating` until there is room again (complete-left-creating.ts)
    endLater(ctx, id, end);
  }
  return error;
}

/** The intent could not be written for certain: where the row is there all the same, it says that StackOne was never asked. */
export function failBeforeAsking(ctx: StaffContext, id: string, action: AuditAction): void {
  const message = "The console could not save its work, so StackOne was not asked for a link.";
  const problem = { code: "store_unavailable", message };
  endLater(ctx, id, { action, progress: "create_failed", text: message, problem });
}

function endLater(ctx: StaffContext, id: string, end: End): void {
  ctx.memory.pendingCreations.set(id, () => writeEnd(ctx, id, end));
}

interface End {
  action: AuditAction;
  progress: Extract<Progress, "create_failed" | "outcome_unknown">;
  text: string;
  problem: Problem;
}

/** On top of what the row is by now; a row that has its end keeps it. */
async function writeEnd(
  ctx: StaffContext,
  id: string,
  { action, progress, text, problem }: End,
): Promise<void> {
  const target = { kind: "connect_session", id };
  const row = await ctx.store.transaction(async (tx) => {
    const before = await findConnectSession(tx, id);
    if (before.progress !== "creating") return null;
    const progressSince = ctx.clock.now();
    const ended = { ...before, progress, progressSince, problems: [problem] };
    const written = await tx.connectSessions.update(ended);
    if (!written) throw new Error("the row was changed meanwhile");
    const { code } = problem;
    await tx.connectSessions.addTimeline(id, [staffTimelineEntry(ctx, { progress, code, text })]);
    await tx.audit.append(auditEntry(ctx, { action, target, outcome: "failed" }));
    return written;
  });
  if (row) ctx.live.changed(row);
}

function endOf(failure: unknown): Extract<Progress, "create_failed" | "outcome_unknown"> {
  if (!(failure instanceof StackOneError)) return "outcome_unknown";
  if (failure.failure === "no_link") return "create_failed";
  return failure.failure === "unavailable" || failure.mayHaveActed
    ? "outcome_unknown"
    : "create_failed";
}
