import type { NextConnectSession } from "@connect-console/shared/connect-session";
import type { StaffContext } from "./context.ts";

/** The next of the rows that this person looks after and that need attention, oldest first; behind the last one it begins again. */
export async function nextConnectSession(
  ctx: StaffContext,
  { after }: { after?: string | undefined },
): Promise<NextConnectSession> {
  const { connectSessions } = ctx.store;
  const mine = { holder: ctx.actor.staff.id, now: ctx.clock.now() };
  const here = after === undefined ? undefined : await connectSessions.get(after);
  const found =
    (here && (await connectSessions.oldestInAttention({ ...mine, after: here }))) ??
    (await connectSessions.oldestInAttention({ ...mine, after: null }));
  return { id: found && found.id !== after ? found.id : null };
}
