import type { OwnerReference } from "@connect-console/shared/owner";
import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { requirePermission } from "../permissions.ts";

const target = { kind: "owner", id: null };
const pageSize = 500;

/** Every owner of the directory by its name, some hundred at a time; audited before the first one leaves. */
export async function exportOwners(ctx: StaffContext): Promise<AsyncIterable<OwnerReference[]>> {
  await requirePermission(ctx, "owner.export", target);
  await ctx.store.audit.append(
    auditEntry(ctx, { action: "owner.export", target, outcome: "done", fields: ["id", "name"] }),
  );
  return pages(ctx);
}

async function* pages({ store }: StaffContext): AsyncIterable<OwnerReference[]> {
  let cursor: string | null = null;
  do {
    const page = await store.owners.list({ limit: pageSize, ...(cursor !== null && { cursor }) });
    yield page.items.map(({ id, name }) => ({ id, name }));
    cursor = page.nextCursor;
  } while (cursor !== null);
}
