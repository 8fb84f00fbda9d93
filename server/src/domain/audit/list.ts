import type { AuditPage, AuditQuery } from "@connect-console/shared/audit";
import type { StaffContext } from "../context.ts";
import { nameAuditTargets } from "./name-targets.ts";

/** A page of the audit log, newest first. */
export async function listAudit(ctx: StaffContext, query: AuditQuery): Promise<AuditPage> {
  const { items, nextCursor } = await ctx.store.audit.list(query);
  return { items: await nameAuditTargets(ctx, items), nextCursor };
}
