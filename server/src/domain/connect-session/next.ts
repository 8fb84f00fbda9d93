import type { NextConnectSession } from "@connect-console/shared/connect-session";
import { teamId } from "@connect-console/shared/team";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";

/** The next of the rows that this person or their role has and that need attention, oldest first; behind the last one it begins again. */
export async function nextConnectSession(
  ctx: StaffContext,
  { after }: { after?: string | undefined },
): Promise<NextConnectSession> {
  const here = after === undefined ? undefined : await ctx.store.connectSessions.get(after);
  const found = (here && (await oldestAfter(ctx, here))) ?? (await oldestAfter(ctx, null));
  return { id: found && found.id !== after ? found.id : null };
}

async function oldestAfter(
  ctx: StaffContext,
  after: ConnectSessionRow | null,
): Promise<ConnectSessionRow | undefined> {
  const { id, role } = ctx.actor.staff;
  const now = ctx.clock.now();
  const found: ConnectSessionRow[] = [];
  // one after the other: each is the first of an index
  for (const holder of [id, teamId(role)]) {
    const row = await ctx.store.connectSessions.oldestInAttention({ holder, now, after });
    if (row) found.push(row);
  }
  const [oldest] = found.toSorted(
    (one, other) => one.createdAt - other.createdAt || one.id.localeCompare(other.id),
  );
  return oldest;
}
