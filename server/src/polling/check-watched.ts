import type { Context } from "../domain/context.ts";
import { recentAccountsOfOwner } from "../domain/owner/recent-accounts.ts";
import { readEditedAccounts } from "../domain/polling/edited-accounts.ts";
import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import { elapsedOf } from "../domain/ports/clock.ts";
import { StackOneError } from "../domain/ports/stackone.ts";
import type { Checking } from "./checking.ts";
import { checkOwner, type OwnerCheck } from "./owner-check.ts";

/** Checks rows of one owner that somebody watches, on their own. Never throws. */
export async function checkWatched(checking: Checking, rows: ConnectSessionRow[]): Promise<void> {
  const { ctx, pendingOwners, backOff, plan, isDone } = checking;
  const ownerId = rows[0]?.owner.id ?? "";
  const pending = pendingOwners.take(ownerId, elapsedOf(ctx.clock));
  const check = async (): Promise<void> => {
    const at = ctx.clock.now();
    const checks = rows.map((row) => ({ row, check: plan.ofWatched(row, at) }));
    const wantsAccounts = pending.size > 0 || checks.some(({ check }) => check.accounts);
    const read: AccountsRead = wantsAccounts
      ? await readAccounts(ctx, rows, pending.size > 0)
      : { accounts: null, hole: undefined };
    const attemptsOf = checks.flatMap(({ row, check }) => (check.attempt ? [row] : []));
    await checkOwner(ctx, { rows, attemptsOf, ...read, pending, at }, isDone);
  };
  await backOff.guard(rows, () => pendingOwners.keeping(ownerId, pending, check));
}

type AccountsRead = Pick<OwnerCheck, "accounts" | "hole">;

/** The owner's accounts, or the edited one alone. `afresh`: what a webhook tells of is newer than anything read before. */
async function readAccounts(
  ctx: Context,
  rows: ConnectSessionRow[],
  afresh: boolean,
): Promise<AccountsRead> {
  const at = ctx.clock.now();
  const ownerId = rows[0]?.owner.id ?? "";
  let hole: StackOneError | undefined;
  const list = async () => {
    const noteHole = (_: string[], why: StackOneError) => (hole = why);
    const items = await ctx.stackone.listAccountsOfOwners([ownerId], "watch", noteHole);
    // a list with holes is nobody else's
    if (hole) throw hole;
    return items;
  };
  const readAlone = () =>
    readEditedAccounts(ctx, rows, "watch").catch((error: unknown) => {
      if (error instanceof StackOneError && error.unreadable) hole = error;
      throw error;
    });
  const listNow = async () => {
    const items = await list();
    return { at, answeredAt: ctx.clock.now(), items };
  };
  const readList = () => (afresh ? listNow() : recentAccountsOfOwner(ctx, ownerId, list));
  try {
    return { accounts: (await readAlone()) ?? (await readList()), hole };
  } catch (error) {
    if (hole) return { accounts: null, hole };
    throw error;
  }
}
