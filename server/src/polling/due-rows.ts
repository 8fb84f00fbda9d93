import type { Ports } from "../domain/context.ts";
import { elapsedOf } from "../domain/ports/clock.ts";
import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import { describeError } from "./background-work.ts";
import { createSetBackWatch } from "./clock-set-back.ts";
import { longestPace } from "./pace.ts";
import type { PendingOwners } from "./pending-owners.ts";

const rowsAtOnce = 500;

/** The rows to check now: those whose time has come, and those of owners that a webhook named. */
export interface DueRows {
  /** `now`: our clock, ms */
  take(now: number): Promise<ConnectSessionRow[]>;
  /** ms until a row is due that was not at `taken`; null: nobody knows of one */
  untilNext(taken: number): Promise<number | null>;
}

export function createDueRows(
  { clock, log, store }: Pick<Ports, "clock" | "log" | "store">,
  pendingOwners: PendingOwners,
): DueRows {
  const { connectSessions } = store;
  const afterSetBack = createSetBackWatch(clock);
  const ofPendingOwners = async (now: number): Promise<ConnectSessionRow[]> => {
    const found: ConnectSessionRow[] = [];
    for (const ownerId of pendingOwners.ready(elapsedOf(clock))) {
      const rows = await connectSessions.followedOfOwner(ownerId, now);
      if (rows.length === 0) pendingOwners.forget(ownerId);
      found.push(...rows);
      if (found.length >= rowsAtOnce) break;
    }
    return found;
  };
  return {
    async take(now) {
      // times in the store are wall time: after the clock was set back they would wait for as long as it went back
      await afterSetBack(() => connectSessions.checkAllBy(now + longestPace * 1000)).catch(
        (error: unknown) =>
          log.error({ error: describeError(error) }, "the checks could not be brought forward"),
      );
      const due = await connectSessions.due(now, rowsAtOnce);
      const all = [...due, ...(await ofPendingOwners(now))];
      return [...new Map(all.map((row) => [row.id, row])).values()];
    },
    async untilNext(taken) {
      const next = await connectSessions.nextDueAt().catch(() => null);
      return next === null || next <= taken ? null : Math.max(0, next - clock.now());
    },
  };
}
