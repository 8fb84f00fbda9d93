import type {
  ConnectSessionPage,
  ConnectSessionQuery,
} from "@connect-console/shared/connect-session";
import type { StaffContext } from "./context.ts";
import { describeConnectSession } from "./describe-connect-session.ts";

/** A page of the ledger, newest first. */
export async function listConnectSessions(
  ctx: StaffContext,
  query: ConnectSessionQuery,
): Promise<ConnectSessionPage> {
  const { items, ...rest } = await ctx.store.connectSessions.list({
    ...query,
    now: ctx.clock.now(),
  });
  return { items: items.map((row) => describeConnectSession(ctx, row)), ...rest };
}
