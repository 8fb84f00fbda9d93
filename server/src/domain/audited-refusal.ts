import type { AuditEntry } from "@connect-console/shared/audit";
import type { AuditFacts } from "./audit-entry.ts";
import { auditEntry } from "./audit-entry.ts";
import type { Context, StaffContext } from "./context.ts";
import { DomainError } from "./domain-error.ts";
import { isStoreTrouble } from "./store-failure.ts";

/** Does a change; where a rule forbids it or StackOne does not answer before anything was written, the audit says so (docs/rules.md, 17). */
export async function auditRefusals<Result>(
  ctx: StaffContext,
  facts: Omit<AuditFacts, "outcome">,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const outcome = error instanceof DomainError ? outcomeOf(error) : null;
    if (outcome) await auditRefused(ctx, { ...facts, outcome });
    throw error;
  }
}

/** more are only in the log */
const keptAtMost = 1000;

/** Writes a refusal to the audit. A disk that takes nothing does not hide the refusal: it is logged, and written once there is room. */
export async function auditRefused(ctx: Context, facts: AuditFacts): Promise<void> {
  const entry = auditEntry(ctx, facts);
  try {
    await ctx.store.audit.append(entry);
  } catch (error) {
    if (!isStoreTrouble(error)) throw error;
    const { actor, action, target, outcome, requestId } = entry;
    const fields = { actorId: actor.id, action, target, outcome, requestId };
    ctx.log.error(fields, "a refusal could not be written to the audit");
    const { unwrittenRefusals } = ctx.memory;
    if (unwrittenRefusals.length < keptAtMost) unwrittenRefusals.push(entry);
  }
}

/** Writes the refusals that could not be written when they happened. */
export async function auditLateRefusals({
  store,
  memory: { unwrittenRefusals },
}: Pick<Context, "store" | "memory">): Promise<void> {
  for (let [entry] = unwrittenRefusals; entry; [entry] = unwrittenRefusals) {
    await store.audit.append(entry);
    unwrittenRefusals.shift();
  }
}

function outcomeOf({ code, detail }: DomainError): AuditEntry["outcome"] | null {
  switch (code) {
    case "blocked":
    case "conflict":
    case "outcome_changed":
      return "refused";
    case "stackone_rejected":
    case "stackone_unauthorized":
    case "stackone_unavailable":
    case "stackone_rate_limited":
      // once a row was written, its own transaction wrote the failure
      return detail.connectSessionId === undefined ? "failed" : null;
    // not_allowed is written where it is decided; a misspelt request is no act
    case "not_allowed":
    case "invalid_input":
    case "not_found":
    case "not_signed_in":
    case "too_large":
    case "unsupported_media_type":
    case "too_many_requests":
    case "internal":
    // of a disk that takes nothing the log tells
    case "store_unavailable":
      return null;
    default:
      return code satisfies never;
  }
}
