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
    ...forPerson(ctx, query),
    now: ctx.clock.now(),
  });
  return { items: items.map((row) => describeConnectSession(ctx, row)), ...rest };
}

/** `createdBy=me` stands for whoever asks, so that an address can be shared. */
export function forPerson<Query extends { createdBy?: string[] | undefined }>(
  ctx: StaffContext,
  query: Query,
): Query {
  const { createdBy } = query;
  if (!createdBy) return query;
  return { ...query, createdBy: createdBy.map((id) => (id === "me" ? ctx.actor.staff.id : id)) };
}
