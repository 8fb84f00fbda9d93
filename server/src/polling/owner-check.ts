import type { Context } from "../domain/context.ts";
import type { EditedAccounts } from "../domain/polling/edited-accounts.ts";
import type { OwnerReading } from "../domain/polling/plan.ts";
import { pollOwner } from "../domain/polling/poll-owner.ts";
import { readAttemptOf } from "../domain/polling/read-attempt.ts";
import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import { type AttemptReading, StackOneError } from "../domain/ports/stackone.ts";

export interface OwnerCheck {
  /** rows of one owner */
  rows: ConnectSessionRow[];
  /** those of them whose attempt is read */
  attemptsOf: ConnectSessionRow[];
  accounts: OwnerReading["accounts"] | EditedAccounts;
  /** the accounts that a webhook named */
  pending: ReadonlySet<string>;
  /** why the list of accounts is not whole; it proves nothing then, but the attempts may */
  hole: StackOneError | undefined;
  /** when the accounts were asked for; our clock, ms */
  at: number;
}

/** Reads the attempts and hands everything of one owner on. Neither a failed attempt nor a hole loses the rest; it is thrown afterwards. */
export async function checkOwner(
  ctx: Context,
  { rows, attemptsOf, accounts, pending, hole, at }: OwnerCheck,
  isDone: () => boolean,
): Promise<void> {
  const owner = rows[0]?.owner.id;
  if (owner === undefined) return;
  const named = accounts && "named" in accounts ? accounts.named : new Map();
  const { attempts, failure } = await readAttempts(ctx, attemptsOf, isDone);
  const unreadableAt = hole?.unreadable ? at : undefined;
  if (accounts || attempts.size > 0 || unreadableAt !== undefined)
    await pollOwner(
      ctx,
      owner,
      { accounts, attempts, named, refreshing: new Map(), unreadableAt },
      { purpose: "watch", asked: rows.map((row) => row.id), pending },
    );
  if (failure) throw failure;
  if (hole) throw hole;
}

interface AttemptsRead {
  attempts: Map<string, { at: number; reading: AttemptReading }>;
  /** the last one; what was read beside it counts */
  failure?: Error;
}

async function readAttempts(
  ctx: Context,
  rows: ConnectSessionRow[],
  isDone: () => boolean,
): Promise<AttemptsRead> {
  const read: AttemptsRead = { attempts: new Map() };
  for (const row of rows) {
    if (isDone()) break;
    try {
      read.attempts.set(row.id, await readAttemptOf(ctx, row, "watch"));
    } catch (error) {
      read.failure = error instanceof Error ? error : new Error("a look failed", { cause: error });
      if (error instanceof StackOneError && error.failure === "rate_limited") break;
    }
  }
  return read;
}
