import type { AuditAction, AuditEntry } from "@connect-console/shared/audit";
import type { StaffReference } from "@connect-console/shared/staff";
import type { Actor, Context } from "./context.ts";
import { isoTime } from "./iso-time.ts";

/** Who acted, as audit and timeline name them. */
export function actorReference(actor: Actor): StaffReference {
  switch (actor.kind) {
    case "staff":
      return { id: actor.staff.id, name: actor.staff.name };
    case "visitor":
      return actor.person ?? { id: "visitor", name: "Nobody signed in" };
    case "webhook":
      return { id: "webhook", name: "StackOne webhook" };
    case "tracker":
      return { id: "tracker", name: "Connect console" };
    default:
      return actor satisfies never;
  }
}

export interface AuditFacts {
  action: AuditAction;
  target: AuditEntry["target"];
  outcome: AuditEntry["outcome"];
  /** names of what was chosen or changed, never values */
  fields?: string[];
}

/** One line of the audit log: who and when come from the context. */
export function auditEntry(
  ctx: Pick<Context, "actor" | "clock" | "ids" | "requestId">,
  facts: AuditFacts,
): AuditEntry {
  return {
    id: ctx.ids.next(),
    at: isoTime(ctx.clock.now()),
    actor: actorReference(ctx.actor),
    action: facts.action,
    target: { kind: facts.target.kind, id: facts.target.id },
    outcome: facts.outcome,
    fields: facts.fields ?? [],
    requestId: ctx.requestId,
  };
}
