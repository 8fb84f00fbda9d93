import { auditRefused } from "../audited-refusal.ts";
import type { Actor, Context } from "../context.ts";

/** A context in which somebody acts who is not let in. */
export interface VisitorContext extends Context {
  actor: Extract<Actor, { kind: "visitor" }>;
}

/** Writes down that somebody was not let in; `why` is a word such as `no_role`, never what was sent. */
export async function refuseSignIn(ctx: VisitorContext, why: string): Promise<void> {
  const target = { kind: "staff", id: ctx.actor.person?.id ?? null };
  await auditRefused(ctx, { action: "sign_in.refused", target, outcome: "refused", fields: [why] });
}
