import { changeConnectSession } from "../domain/connect-session/change.ts";
import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import type { Context } from "../domain/context.ts";
import { elapsedOf } from "../domain/ports/clock.ts";
import { StackOneError } from "../domain/ports/stackone.ts";

/** ms */
const firstWait = 5000;
const longestWait = 300_000;
/** somebody sits before the page and shall see it when StackOne is back */
const longestWatchedWait = 30_000;
/** seconds, where StackOne does not say how long — rate-limiting guide */
const usualRetryAfter = 60;
/** seconds; then one careful try is made, whatever StackOne asked for */
const longestRetryAfter = 3600;

export interface BackOff {
  /** All background work rests: StackOne said 429, or the budget is used up. */
  isPaused(): boolean;
  /** The row failed and could not even be put off in the store. */
  holds(rowId: string): boolean;
  /** Does the work; when it fails the rows are looked at later and later, and the loop goes on. */
  guard(rows: readonly ConnectSessionRow[], work: () => Promise<void>): Promise<void>;
}

export function createBackOff(
  ctx: Context,
  random: () => number,
  isWatched: (rowId: string) => boolean,
): BackOff {
  const failures = new Map<string, number>();
  const heldUntil = new Map<string, number>();
  const elapsed = () => elapsedOf(ctx.clock);
  let pausedUntil = Number.NEGATIVE_INFINITY;

  const putOff = async (row: ConnectSessionRow): Promise<void> => {
    const times = failures.get(row.id) ?? 0;
    failures.set(row.id, times + 1);
    const longest = isWatched(row.id) ? longestWatchedWait : longestWait;
    const wait = Math.min(longest, firstWait * 2 ** times) * (0.5 + random() / 2);
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

  const onFailure = async (rows: readonly ConnectSessionRow[], error: unknown): Promise<void> => {
    if (error instanceof StackOneError && error.failure === "rate_limited") {
      const wait = Math.min(error.retryAfter ?? usualRetryAfter, longestRetryAfter);
      pausedUntil = Math.max(pausedUntil, elapsed() + wait * 1000);
      ctx.log.warn(
        { retryAfter: error.retryAfter },
        "StackOne is rate limited: background looks rest",
      );
      return;
    }
    const about = {
      connectSessions: rows.length,
      error: error instanceof Error ? `${error.name}: ${error.message}` : "unknown",
    };
    if (error instanceof StackOneError)
      ctx.log.warn(about, "StackOne could not be asked; the next look comes later");
    else ctx.log.error(about, "a look failed");
    for (const row of rows)
      await putOff(row).catch((failure: unknown) =>
        ctx.log.error(
          { error: failure instanceof Error ? failure.name : "unknown" },
          "a look could not be put off",
        ),
      );
  };

  return {
    isPaused: () => elapsed() < pausedUntil,
    holds(rowId) {
      const until = heldUntil.get(rowId);
      if (until !== undefined && until <= elapsed()) heldUntil.delete(rowId);
      return heldUntil.has(rowId);
    },
    async guard(rows, work) {
      try {
        await work();
        for (const row of rows) {
          failures.delete(row.id);
          heldUntil.delete(row.id);
        }
      } catch (error) {
        await onFailure(rows, error);
      }
    },
  };
}
