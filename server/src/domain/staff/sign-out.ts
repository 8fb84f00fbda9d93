import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";

/** Signs a person out: this one sign-in is worth nothing from now on, whoever has a copy of its cookie. `endsAt`: epoch ms. */
export async function endSignIn(
  ctx: StaffContext,
  { signInId, endsAt }: { signInId: string | null; endsAt: number | null },
): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    if (signInId !== null) await tx.signIns.end(signInId, endsAt ?? Number.MAX_SAFE_INTEGER);
    const target = { kind: "staff", id: ctx.actor.staff.id };
    await tx.audit.append(auditEntry(ctx, { action: "sign_out", target, outcome: "done" }));
  });
}
