import type { ConnectSession } from "@connect-console/shared/connect-session";
import { auditRefusals } from "./audited-refusal.ts";
import { findConnectSession } from "./change-connect-session.ts";
import type { StaffContext } from "./context.ts";
import { describeConnectSession } from "./describe-connect-session.ts";
import { requirePermission } from "./permissions.ts";
import { actOnLink } from "./reveal-auth-link.ts";

/** Notes that a person copied the link: from now on the customer may open it. */
export async function noteCopiedLink(ctx: StaffContext, id: string): Promise<ConnectSession> {
  const target = { kind: "connect_session", id };
  const { type } = await findConnectSession(ctx.store, id);
  await requirePermission(ctx, "connect_session.reveal", {
    ...target,
    type,
    action: "connect_session.copy",
  });
  const row = await auditRefusals(ctx, { action: "connect_session.copy", target }, () =>
    actOnLink(ctx, id, "connect_session.copy"),
  );
  return describeConnectSession(ctx, row, await ctx.store.connectSessions.timeline(id));
}
