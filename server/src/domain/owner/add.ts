import type { Owner, OwnerInput } from "@connect-console/shared/owner";
import { auditEntry } from "../audit-entry.ts";
import { auditRefusals } from "../audited-refusal.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { findOwner } from "./find-owner.ts";
import { requirePermission } from "../permissions.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";

/** Adds an owner that StackOne does not know yet; `conflict` where the id stands under another name, here or in StackOne. */
export async function addOwner(ctx: StaffContext, input: OwnerInput): Promise<Owner> {
  const target = { kind: "owner", id: input.id };
  await requirePermission(ctx, "owner.add", target);
  const facts = { action: "owner.add" as const, target, fields: ["id", "name"] };
  return auditRefusals(ctx, facts, async () => {
    await refuseSecrets(ctx, { id: input.id, name: input.name });
    const known = await findOwner(ctx, input.id);
    if (known && known.name !== input.name) throw otherName(known);
    return ctx.store.transaction(async (tx) => {
      const meanwhile = await tx.owners.get(input.id);
      if (meanwhile && meanwhile.name !== input.name) throw otherName(meanwhile);
      if (!meanwhile) await tx.owners.add({ ...input, source: "staff" });
      await tx.audit.append(auditEntry(ctx, { ...facts, outcome: "done" }));
      return (
        (await tx.owners.get(input.id)) ?? {
          ...input,
          otherNames: [],
          source: "staff",
          accounts: 0,
        }
      );
    });
  });
}

function otherName({ id, name }: Owner): DomainError {
  return new DomainError(
    "conflict",
    `The owner ${id} is there already, under the name “${name}”.`,
    {
      fields: { name: `This ID belongs to “${name}”.` },
      hint: "Use that owner: StackOne matches accounts by id and exact name, so a second name makes second accounts.",
    },
  );
}
