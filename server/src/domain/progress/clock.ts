import type { ConnectSessionRow } from "../ports/connect-sessions.ts";

/** ms; the skew is known to about a second, and the end of a link need not follow its jitter */
const jitter = 5_000;
/** ms; a clock that was put back by less catches up by itself */
const smallStep = 600_000;

/**
 * The row by today's clock: its end is StackOne's moment less today's skew, whatever our clock showed when the link was created, and
 * readings from the future are forgotten. `skew`: StackOne's clock minus ours, ms; `now`: our clock.
 */
export function byTodaysClock(
  row: ConnectSessionRow,
  skew: number,
  now: number,
): ConnectSessionRow {
  const expiresAt = endByClock(row, skew);
  const { accountsReadAt, attemptReadAt, ...memory } = row.memory;
  const isPast = (time: number | undefined): time is number =>
    time !== undefined && time <= now + smallStep;
  const isRight = [accountsReadAt, attemptReadAt].every(
    (time) => time === undefined || isPast(time),
  );
  if (isRight && expiresAt === row.expiresAt) return row;
  return {
    ...row,
    expiresAt,
    lastCheckedAt:
      row.lastCheckedAt !== null && isPast(row.lastCheckedAt) ? row.lastCheckedAt : null,
    memory: {
      ...memory,
      ...(isPast(accountsReadAt) && { accountsReadAt }),
      ...(isPast(attemptReadAt) && { attemptReadAt }),
    },
  };
}

function endByClock({ endsAt, expiresAt }: ConnectSessionRow, skew: number): number | null {
  if (endsAt === null || expiresAt === null) return expiresAt;
  const end = endsAt - skew;
  return Math.abs(end - expiresAt) > jitter ? end : expiresAt;
}
