import type { AuditActors } from "@connect-console/shared/audit";
import type { StaffContext } from "../context.ts";

/** Everybody who stands in the audit log, by name; the console itself and StackOne's webhook too. */
export async function listAuditActors(ctx: StaffContext): Promise<AuditActors> {
  const actors = await ctx.store.audit.actors();
  return { items: actors.toSorted((one, other) => one.name.localeCompare(other.name)) };
}
