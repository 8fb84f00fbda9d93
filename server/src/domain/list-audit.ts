import type { AuditPage, AuditQuery } from "@connect-console/shared/audit";
import type { StaffContext } from "./context.ts";

/** A page of the audit log, newest first. */
export async function listAudit(ctx: StaffContext, query: AuditQuery): Promise<AuditPage> {
  return ctx.store.audit.list(query);
}
