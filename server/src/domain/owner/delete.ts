import { auditEntry } from "../audit-entry.ts";
import { auditRefusals } from "../audited-refusal.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { requirePermission } from "../permissions.ts";
import type { Repositories } from "../ports/store.ts";
import { readingStackOne } from "../stackone-error.ts";

/**
 * Takes an owner out of the directory that was added by mistake. `conflict` where StackOne has an account of this id, under whatever name, or a link
 * was ever created for it; StackOne is asked at once before, so without its answer nothing is deleted.
 */
export async function deleteOwner(ctx: StaffContext, id: string): Promise<void> {
  const target = { kind: "owner", id };
  await requirePermission(ctx, "owner.delete", target);
  const facts = { action: "owner.delete" as const, target };
  await auditRefusals(ctx, facts, async () => {
    await refuseUsed(ctx, ctx.store, id);
    const accounts = await readingStackOne(() =>
      ctx.stackone.listAccountsOfOwners([id], "interactive"),
    );
    if (accounts.some(({ ownerId }) => ownerId === id))
      throw inUse("StackOne has accounts of this owner, so it can’t be deleted.");
    await ctx.store.transaction(async (tx) => {
      // a link may have been created since
      await refuseUsed(ctx, tx, id);
      await tx.owners.remove(id);
      await tx.audit.append(auditEntry(ctx, { ...facts, outcome: "done" }));
    });
  });
}

async function refuseUsed(
  ctx: StaffContext,
  { owners, connectSessions }: Repositories,
  id: string,
): Promise<void> {
  if (!(await owners.get(id)))
    throw new DomainError("not_found", "There is no owner with this id in the directory.");
  const links = await connectSessions.page({ ownerId: [id], limit: 1, now: ctx.clock.now() });
  if (links.items.length > 0)
    throw inUse("Auth links were created for this owner, so it can’t be deleted.");
}

function inUse(message: string): DomainError {
  return new DomainError("conflict", message, {
    hint: "Only an owner without accounts and links can be deleted.",
  });
}
