import type { AuditExport, AuditLine } from "@connect-console/shared/audit";
import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { nameAuditTargets } from "./name-targets.ts";
import { requirePermission } from "../permissions.ts";

/** entries read at once; between two readings others get their turn */
const batch = 200;

/** All entries that fit, newest first, in batches; its own entry is the first to be written, and names the filters. */
export async function exportAudit(
  ctx: StaffContext,
  query: AuditExport,
): Promise<AsyncIterable<AuditLine[]>> {
  const target = { kind: "audit", id: null };
  await requirePermission(ctx, "audit.export", target);
  const fields = Object.keys(query);
  await ctx.store.audit.append(
    auditEntry(ctx, { action: "audit.export", target, outcome: "done", fields }),
  );
  return readAll(ctx, query);
}

async function* readAll(ctx: StaffContext, query: AuditExport): AsyncIterable<AuditLine[]> {
  let cursor: string | null = null;
  do {
    const page = await ctx.store.audit.list({
      ...query,
      limit: batch,
      ...(cursor !== null && { cursor }),
    });
    yield await nameAuditTargets(ctx, page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
}
