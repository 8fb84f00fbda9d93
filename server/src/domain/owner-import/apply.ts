import type { AuditFacts } from "../audit-entry.ts";
import { auditEntry } from "../audit-entry.ts";
import type { Context } from "../context.ts";
import type { OwnerImportJob } from "../ports/owner-imports.ts";

/** Of one transaction: what else is asked waits no longer than for these. */
const rowsAtOnce = 250;

type Needs = Pick<Context, "store" | "memory" | "actor" | "clock" | "ids" | "requestId">;

/** Applies what imports decided, some rows at a time; what a crash or a full disk broke off goes on where it stopped. */
export function applyOwnerImports(ctx: Needs): Promise<void> {
  // one after the other: whoever asks waits for what is under way
  const mine = ctx.memory.ownerImport.catch(() => {}).then(() => applyAll(ctx));
  ctx.memory.ownerImport = mine;
  return mine;
}

async function applyAll(ctx: Needs): Promise<void> {
  for (
    let job = await ctx.store.ownerImports.next();
    job;
    job = await ctx.store.ownerImports.next()
  )
    while (await applySome(ctx, job));
}

/** False: it was the last. */
function applySome(ctx: Needs, job: OwnerImportJob): Promise<boolean> {
  const entry = (facts: Pick<AuditFacts, "action" | "target" | "fields">) => ({
    ...auditEntry(ctx, { ...facts, outcome: "done" }),
    actor: job.by,
    requestId: job.requestId,
  });
  return ctx.store.transaction(async (tx) => {
    const rows = await tx.ownerImports.rows(job.id, rowsAtOnce);
    if (rows.length === 0) {
      const target = { kind: "owner", id: null };
      await tx.audit.append(entry({ action: "owner.import", target, fields: ["id", "name"] }));
      await tx.ownerImports.finish(job.id);
      return false;
    }
    await tx.owners.putAll(rows.map((row) => ({ ...row, source: "import" })));
    const renamed = rows.filter(({ chosen }) => chosen);
    await tx.audit.appendAll(
      renamed.map(({ id }) =>
        entry({ action: "owner.rename", target: { kind: "owner", id }, fields: ["name"] }),
      ),
    );
    await tx.ownerImports.applied(
      job.id,
      rows.map(({ id }) => id),
    );
    return true;
  });
}
