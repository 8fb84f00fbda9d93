import type { Attempt, Progress } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow, ProgressMemory } from "../ports/connect-sessions.ts";
import type { AttemptReading } from "../ports/stackone.ts";
import { times } from "./schedule.ts";

/** More than a customer tries with one link. */
const attemptsKept = 20;

/** Takes a reading of the attempt into the row; an older reading, or an older attempt, changes nothing. `at` is our clock. */
export function takeAttempt(
  row: ConnectSessionRow,
  reading: AttemptReading,
  at: number,
  skew: number,
): ConnectSessionRow {
  if (at < (row.memory.attemptReadAt ?? Number.NEGATIVE_INFINITY)) return row;
  const { attemptNotReadable: _, ...rest } = row.memory;
  if (!reading.readable)
    return {
      ...row,
      memory: {
        ...rest,
        attemptReadAt: at,
        attemptNotReadable: row.memory.attemptNotReadable ?? at,
      },
    };
  const memory: ProgressMemory = { ...rest, attemptReadAt: at };
  const { attempt } = reading;
  if (attempt === null || isOlder(attempt, row.attempt)) return { ...row, memory };
  const seen = memory.attemptsSeen?.[attempt.id];
  const created = attempt.createdAt === null ? at : Date.parse(attempt.createdAt) - skew;
  const began = attempt.status === "pending" ? Math.min(at, created) : at;
  const note = {
    status: attempt.status,
    firstSeenAt: seen?.status === attempt.status ? seen.firstSeenAt : began,
    accountId: attempt.accountId,
    ...(attempt.createdAt !== null && { beganAt: Date.parse(attempt.createdAt) }),
    ...(attempt.updatedAt !== null && { endedAt: Date.parse(attempt.updatedAt) }),
  };
  const others = Object.entries(memory.attemptsSeen ?? {}).filter(([id]) => id !== attempt.id);
  const kept = others.slice(1 - attemptsKept);
  const attemptsSeen = { ...Object.fromEntries(kept), [attempt.id]: note };
  return { ...row, attempt, memory: { ...memory, attemptsSeen } };
}

function isOlder(attempt: Attempt, known: Attempt | null): boolean {
  if (known === null) return false;
  const time = (one: Attempt) =>
    Date.parse((attempt.id === known.id ? one.updatedAt : one.createdAt) ?? "");
  return time(attempt) < time(known);
}

/** What the newest attempt says about an open row; null: no attempt, or a status that the console does not know. */
export function attemptProgress(row: ConnectSessionRow, now: number): Progress | null {
  const seen = row.attempt && row.memory.attemptsSeen?.[row.attempt.id];
  if (!seen) return null;
  switch (seen.status) {
    case "pending":
      return now - seen.firstSeenAt < times.stalledAfter ? "signing_in" : "stalled";
    case "authenticated":
      return "signing_in";
    case "error":
    case "cancelled":
    case "expired":
      return "attempt_failed";
    default:
      return null;
  }
}

/** StackOne's time of the newest attempt's last word. */
export function attemptTime(row: ConnectSessionRow, skew: number): number {
  if (row.attempt === null) return Number.NEGATIVE_INFINITY;
  const told = Date.parse(row.attempt.updatedAt ?? row.attempt.createdAt ?? "");
  const seen = row.memory.attemptsSeen?.[row.attempt.id];
  return Number.isNaN(told) ? (seen?.firstSeenAt ?? 0) + skew : told;
}
