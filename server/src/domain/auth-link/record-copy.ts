import type { ConnectSession, CopiedLink } from "@connect-console/shared/connect-session";
import { auditRefusals } from "../audited-refusal.ts";
import { findConnectSession } from "../connect-session/change.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "../connect-session/to-api.ts";
import { requirePermission } from "../permissions.ts";
import { actOnLink, refuseGone } from "./reveal.ts";

/**
 * Notes in which form a person copied the link: from now on the customer may open it. With `done: false`, asked before they copy
 * it, only a refusal is noted. `conflict` after the wipe.
 */
export async function recordCopy(
  ctx: StaffContext,
  id: string,
  { as = "link", done = true }: CopiedLink = {},
): Promise<ConnectSession> {
  const action = "connect_session.copy";
  const target = { kind: "connect_session", id };
  const fields = [as];
  const found = await findConnectSession(ctx.store, id);
  await requirePermission(ctx, "connect_session.reveal", { ...target, action }, found);
  const row = await auditRefusals(ctx, { action, target, fields }, async () => {
    if (!done) return refuseGone(found, ctx.clock.now());
    return actOnLink(ctx, id, action, {
      fields,
      change: (before) => ({ ...before, copiedAt: ctx.clock.now() }),
    });
  });
  return connectSessionToApi(ctx, row, await ctx.store.connectSessions.timeline(id));
}
