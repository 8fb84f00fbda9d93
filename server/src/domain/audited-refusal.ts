import type { AuditEntry } from "@connect-console/shared/audit";
import type { AuditFacts } from "./audit-entry.ts";
import { auditEntry } from "./audit-entry.ts";
import type { StaffContext } from "./context.ts";
import { DomainError } from "./domain-error.ts";

/** Does a change; where a rule forbids it or StackOne does not answer before anything was written, the audit says so (design, rule 17). */
export async function auditRefusals<Result>(
  ctx: StaffContext,
  facts: Omit<AuditFacts, "outcome">,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const outcome = error instanceof DomainError ? outcomeOf(error) : null;
    if (outcome) await ctx.store.audit.append(auditEntry(ctx, { ...facts, outcome }));
    throw error;
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
      return null;
    default:
      return code satisfies never;
  }
}
