import type { OwnerDetail, OwnerRename } from "@connect-console/shared/owner";
import { fillThisIn, StaffText } from "@connect-console/shared/text";
import { auditEntry } from "../audit-entry.ts";
import { auditRefusals } from "../audited-refusal.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { findNearEqualOwners } from "./find-similar.ts";
import { requirePermission } from "../permissions.ts";

/**
 * The name that new links of this owner carry from now on, whatever the numbers of accounts say. Accounts and links keep the name that they have at
 * StackOne. A name that the owner has already is taken byte for byte. `conflict` where the owner is called something else than the person was shown.
 */
export async function renameOwner(
  ctx: StaffContext,
  id: string,
  { name, before }: OwnerRename,
): Promise<OwnerDetail> {
  const target = { kind: "owner", id };
  await requirePermission(ctx, "owner.rename", target);
  const facts = { action: "owner.rename" as const, target, fields: ["name"] };
  return auditRefusals(ctx, facts, async () => {
    const owner = await ctx.store.transaction(async (tx) => {
      const known = await tx.owners.get(id);
      if (!known) throw new DomainError("not_found", "There is no owner with this id.");
      if (known.name !== before)
        throw new DomainError("conflict", `The owner is called “${known.name}” by now.`, {
          hint: "Read its page again, then decide.",
        });
      const isThere = known.otherNames.some((other) => other.name === name);
      const chosen = isThere ? name : checked(name);
      if (chosen === known.name)
        throw new DomainError("invalid_input", "New links carry this name already.", {
          fields: { name: "The owner has this name already." },
        });
      await tx.owners.putAll([{ id, name: chosen, source: "staff", chosen: true }]);
      await tx.audit.append(auditEntry(ctx, { ...facts, outcome: "done" }));
      return (await tx.owners.get(id)) ?? { ...known, name: chosen };
    });
    return { ...owner, nearEqual: await findNearEqualOwners(ctx, owner) };
  });
}

/** What staff type is trimmed and has nothing that nobody can see; what StackOne has stays as it is. */
function checked(name: string): string {
  const parsed = StaffText.safeParse(name);
  if (parsed.success && parsed.data !== "") return parsed.data;
  const why = parsed.error?.issues[0]?.message ?? fillThisIn;
  throw new DomainError("invalid_input", "This name can’t be used.", { fields: { name: why } });
}
