import { changeConnectSession } from "../domain/connect-session/change.ts";
import type { Ports } from "../domain/context.ts";
import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import { isFollowed } from "../domain/progress/schedule.ts";
import type { CheckPace } from "./check-pace.ts";

type Needs = Pick<Ports, "clock" | "store">;

/** Lets the row be checked at once, where it is followed. `acted`: somebody did something with it, so that it is checked often from now on. */
export async function bringForward(ctx: Needs, rowId: string, acted: boolean): Promise<void> {
  const now = ctx.clock.now();
  const row = await ctx.store.connectSessions.get(rowId);
  if (!row || !isFollowed(row, now)) return;
  const soon = (known: ConnectSessionRow): ConnectSessionRow => ({
    ...known,
    nextCheckAt: isFollowed(known, now)
      ? Math.min(known.nextCheckAt ?? now, now)
      : known.nextCheckAt,
    activeAt: acted ? now : known.activeAt,
  });
  await changeConnectSession(ctx, rowId, soon, async () => {});
}

/** A row that comes onto a list is checked as soon as its pace there says; one by one, because each is a write. */
export async function bringForwardListed(
  ctx: Needs,
  rows: readonly ConnectSessionRow[],
  pace: CheckPace,
): Promise<void> {
  const now = ctx.clock.now();
  const sooner = (row: ConnectSessionRow): ConnectSessionRow => {
    const due = Math.max(now, (row.lastCheckedAt ?? 0) + (pace.listedEvery(row) ?? 300) * 1000);
    return { ...row, nextCheckAt: row.nextCheckAt && Math.min(row.nextCheckAt, due) };
  };
  for (const { id } of pace.list(rows)) {
    const row = await ctx.store.connectSessions.get(id);
    if (row && sooner(row).nextCheckAt !== row.nextCheckAt)
      await changeConnectSession(ctx, id, sooner, async () => {});
  }
}
