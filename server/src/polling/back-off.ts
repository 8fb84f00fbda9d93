import { backOff } from "@connect-console/shared/back-off";
import { changeConnectSession } from "../domain/connect-session/change.ts";
import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import type { Context } from "../domain/context.ts";
import { elapsedOf } from "../domain/ports/clock.ts";
import type { Log } from "../domain/ports/log.ts";
import { StackOneError } from "../domain/ports/stackone.ts";

const usualWaits = { first: 5000, longest: 300_000 };
/** somebody sits before the page and shall see it when StackOne is back */
const watchedWaits = { first: 5000, longest: 30_000 };
/** seconds, where StackOne does not say how long — rate-limiting guide */
const usualRetryAfter = 60;
/** seconds; then one careful try is made, whatever StackOne asked for */
const longestRetryAfter = 3600;

export interface BackOff {
  /** All background work rests: StackOne said 429, or the budget is used up. */
  isPaused(): boolean;
  /** The row failed and could not even be put off in the store. */
  holds(rowId: string): boolean;
  /** Does the work; when it fails the rows are checked later and later, and the loop goes on. */
  guard(rows: readonly ConnectSessionRow[], work: () => Promise<void>): Promise<void>;
}

export function createBackOff(
  ctx: Context,
  random: () => number,
  isWatched: (rowId: string) => boolean,
): BackOff {
  const pause = createPause(ctx);
  const postponed = createPostponedRows(ctx, random, isWatched);
  return {
    isPaused: pause.isPaused,
    holds: postponed.holds,
    async guard(rows, work) {
      try {
        await work();
        postponed.forget(rows);
      } catch (error) {
        if (error instanceof StackOneError && error.failure === "rate_limited") pause.begin(error);
        else {
          reportFailure(ctx.log, error, rows.length);
          for (const row of rows) await postponed.postpone(row);
        }
      }
    },
  };
}

/** How long StackOne wants not to be asked at all. */
function createPause({ clock, log }: Pick<Context, "clock" | "log">) {
  let pausedUntil = Number.NEGATIVE_INFINITY;
  return {
    isPaused: () => elapsedOf(clock) < pausedUntil,
    begin({ retryAfter }: StackOneError): void {
      const wait = Math.min(retryAfter ?? usualRetryAfter, longestRetryAfter);
      pausedUntil = Math.max(pausedUntil, elapsedOf(clock) + wait * 1000);
      log.warn({ retryAfter }, "StackOne is rate limited: background looks rest");
    },
  };
}

/** The rows whose checks failed: how often in a row, and until when those wait that the store did not take. */
function createPostponedRows(
  ctx: Context,
  random: () => number,
  isWatched: (rowId: string) => boolean,
) {
  const failures = new Map<string, number>();
  const heldUntil = new Map<string, number>();
  const elapsed = () => elapsedOf(ctx.clock);
  const postpone = async (row: ConnectSessionRow): Promise<void> => {
    const times = (failures.get(row.id) ?? 0) + 1;
    failures.set(row.id, times);
    const wait = backOff(times, isWatched(row.id) ? watchedWaits : usualWaits, random);
    const until = ctx.clock.now() + wait;
    heldUntil.set(row.id, elapsed() + wait);
    // `lastCheckedAt` stays: the row shows how old its knowledge is
    const later = (known: ConnectSessionRow) => ({
      ...known,
      nextCheckAt: known.nextCheckAt === null ? null : Math.max(known.nextCheckAt, until),
    });
    await changeConnectSession(ctx, row.id, later, async () => {});
    // now the row itself says when, and whoever acts on it may bring that forward
    heldUntil.delete(row.id);
  };
  return {
    postpone: (row: ConnectSessionRow) =>
      postpone(row).catch((failure: unknown) =>
        ctx.log.error(
          { error: failure instanceof Error ? failure.name : "unknown" },
          "a look could not be put off",
        ),
      ),
    holds(rowId: string): boolean {
      const until = heldUntil.get(rowId);
      if (until !== undefined && until <= elapsed()) heldUntil.delete(rowId);
      return heldUntil.has(rowId);
    },
    forget(rows: readonly ConnectSessionRow[]): void {
      for (const { id } of rows) {
        failures.delete(id);
        heldUntil.delete(id);
      }
    },
  };
}

function reportFailure(log: Log, error: unknown, connectSessions: number): void {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
  const about = { connectSessions, error: reason };
  if (error instanceof StackOneError)
    log.warn(about, "StackOne could not be asked; the next look comes later");
  else log.error(about, "a look failed");
}
