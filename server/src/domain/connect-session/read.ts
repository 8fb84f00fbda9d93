import type { ConnectSession } from "@connect-console/shared/connect-session";
import { findConnectSession } from "./change.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "./to-api.ts";

/** One connect session with its timeline; `not_found`. */
export async function readConnectSession(ctx: StaffContext, id: string): Promise<ConnectSession> {
  const row = await findConnectSession(ctx.store, id);
  return connectSessionToApi(ctx, row, await ctx.store.connectSessions.timeline(id));
}
