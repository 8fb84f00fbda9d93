import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import type { OwnerReading } from "./plan.ts";
import { readEditedAccounts } from "./edited-accounts.ts";
import { pollOwner, type PollOptions } from "./poll-owner.ts";
import { type AttemptReading, type Purpose, StackOneError } from "../ports/stackone.ts";
import { readAttemptOf } from "./read-attempt.ts";

/** What to ask StackOne for. */
export interface CheckParts {
  attempt: boolean;
  accounts: boolean;
}

/**
 * Asks StackOne about one row and applies the answer to all rows of its owner. What came is applied even if the other part failed;
 * the first StackOneError is thrown afterwards.
 */
export async function pollConnectSession(
  ctx: Context,
  row: ConnectSessionRow,
  check: CheckParts,
  options: PollOptions,
): Promise<void> {
  const attempts = new Map<string, { at: number; reading: AttemptReading }>();
  let accounts: OwnerReading["accounts"] = null;
  let named: OwnerReading["named"] = new Map();
  let unreadableAt: number | undefined;
  const failures: unknown[] = [];
  // accounts first: an attempt that is read later is fresh enough to decide whose they are
  if (check.accounts) {
    const at = ctx.clock.now();
    await readAccountsFor(ctx, row, at, options.purpose).then(
      (read) => ({ accounts, named } = read),
      (error: unknown) => {
        if (error instanceof StackOneError && error.unreadable) unreadableAt = at;
        failures.push(error);
      },
    );
  }
  if (check.attempt && ctx.stackone.follow === "attempts")
    await readAttemptOf(ctx, row, options.purpose).then(
      (read) => attempts.set(row.id, read),
      (error: unknown) => failures.push(error),
    );
  const { alongside, ...rest } = options;
  const isUnreadable = unreadableAt !== undefined;
  if (accounts || isUnreadable || attempts.size > 0 || failures.length === 0) {
    const reading = { accounts, attempts, named, refreshing: new Map(), unreadableAt };
    // what belongs to a success is not written beside a failure
    await pollOwner(ctx, row.owner.id, reading, {
      ...rest,
      ...(failures.length === 0 && alongside && { alongside }),
      asked: [...(rest.asked ?? []), row.id],
    });
  }
  if (failures.length > 0) throw failures[0];
}

/** The owner's list, or the edited account alone where that is enough. */
async function readAccountsFor(
  ctx: Context,
  row: ConnectSessionRow,
  at: number,
  purpose: Purpose,
): Promise<Pick<OwnerReading, "accounts" | "named">> {
  const alone = await readEditedAccounts(ctx, [row], purpose);
  if (alone) return { accounts: alone, named: alone.named };
  const items = await ctx.stackone.listAccountsOfOwners([row.owner.id], purpose);
  return { accounts: { at, answeredAt: ctx.clock.now(), items }, named: new Map() };
}
