import type { OwnerFile, OwnerImport } from "@connect-console/shared/owner";
import { applyOwnerImports } from "./apply.ts";
import { actorReference, auditEntry } from "../audit-entry.ts";
import { auditRefusals } from "../audited-refusal.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { OwnerLine } from "./line.ts";
import { requirePermission } from "../permissions.ts";
import { planOwnerImport, type OwnerChange } from "./plan.ts";
import type { Repositories } from "../ports/store.ts";
import { isStoreTrouble } from "../store-failure.ts";

/** Rows that are written in one transaction; more would keep everybody else waiting. */
const atOnce = 1000;
const target = { kind: "owner", id: null };
const facts = { action: "owner.import" as const, target, fields: ["id", "name"] };

/**
 * Adds the owners of a file and, only where asked for, renames known ones; a dry run says the same and writes nothing. All rows that are no
 * errors are written at once or none; nothing where a part of the file could not be read. `conflict`: the directory changed meanwhile.
 */
export async function importOwners(
  ctx: StaffContext,
  batches: AsyncIterable<OwnerLine[]>,
  { dryRun, renames }: { dryRun: boolean; renames: boolean },
): Promise<Omit<OwnerImport, keyof OwnerFile>> {
  await requirePermission(ctx, "owner.import", target);
  const { rows, changes, isBroken } = await planOwnerImport(ctx, batches, { renames });
  const written = isBroken ? [] : changes;
  if (!dryRun)
    await auditRefusals(ctx, facts, () =>
      written.length > atOnce
        ? writeInBatches(ctx, written)
        : ctx.store.transaction((tx) => write(ctx, tx, written)),
    );
  const renamed = written.filter(({ before }) => before !== null).length;
  return {
    rows,
    added: written.length - renamed,
    renamed,
    errors: rows.filter(({ result }) => result === "error").length,
  };
}

/** All are staged, then it is decided, and from then on it comes to its end: others work between the batches. */
async function writeInBatches(ctx: StaffContext, changes: OwnerChange[]): Promise<void> {
  const { ownerImports } = ctx.store;
  const id = ctx.ids.next();
  await ownerImports.stage(
    id,
    changes.map(({ before, ...owner }) => ({
      id: owner.id,
      name: owner.name,
      chosen: before !== null,
    })),
  );
  await refuseChanged(ctx.store, changes);
  await ownerImports.decide({ id, by: actorReference(ctx.actor), requestId: ctx.requestId });
  try {
    await applyOwnerImports(ctx);
  } catch (error) {
    if (!isStoreTrouble(error)) throw error;
    throw new DomainError("store_unavailable", "The console's disk takes no more rows for now.", {
      hint: "The import goes on by itself once there is room. Don't send the file again.",
    });
  }
}

async function refuseChanged(
  { owners }: Pick<Repositories, "owners">,
  changes: OwnerChange[],
): Promise<void> {
  const now = new Map(
    (await owners.getMany(changes.map(({ id }) => id))).map(({ id, name }) => [id, name]),
  );
  if (changes.some(({ id, before }) => (now.get(id) ?? null) !== before))
    throw new DomainError("conflict", "The owners changed while the file was read.", {
      hint: "Nothing was imported. Try the file again.",
    });
}

async function write(ctx: StaffContext, tx: Repositories, changes: OwnerChange[]): Promise<void> {
  await refuseChanged(tx, changes);
  await tx.owners.putAll(
    changes.map(({ id, name, before }) => ({
      id,
      name,
      source: "import",
      chosen: before !== null,
    })),
  );
  const renamed = changes.filter(({ before }) => before !== null);
  await tx.audit.appendAll([
    ...renamed.map(({ id }) =>
      auditEntry(ctx, {
        action: "owner.rename",
        target: { kind: "owner", id },
        outcome: "done",
        fields: ["name"],
      }),
    ),
    auditEntry(ctx, { ...facts, outcome: "done" }),
  ]);
}
