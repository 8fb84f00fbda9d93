import { auditEntry } from "./audit-entry.ts";
import type { StaffContext } from "./context.ts";

/** Writes down that somebody signed in; nobody is let in where that fails. */
export async function admitStaffMember(ctx: StaffContext): Promise<void> {
  const target = { kind: "staff", id: ctx.actor.staff.id };
  await ctx.store.audit.append(auditEntry(ctx, { action: "sign_in", target, outcome: "done" }));
}
