import type { Context } from "../domain/context.ts";
import { type EditedAccounts, readEditedAccounts } from "../domain/polling/edited-accounts.ts";
import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import { elapsedOf } from "../domain/ports/clock.ts";
import { type StackOneAccount, StackOneError } from "../domain/ports/stackone.ts";
import type { Checking } from "./checking.ts";
import { checkOwner } from "./owner-check.ts";

/** Checks rows that nobody watches, of many owners at once; each element holds the rows of one. Never throws. */
export async function checkUnwatched(
  checking: Checking,
  owners: ConnectSessionRow[][],
): Promise<void> {
  const { ctx, pendingOwners, backOff, isDone } = checking;
  const at = ctx.clock.now();
  const elapsed = elapsedOf(ctx.clock);
  const waiting = owners.map((rows) => {
    const ownerId = rows[0]?.owner.id ?? "";
    return { ownerId, rows, pending: pendingOwners.take(ownerId, elapsed) };
  });
  let read: AccountsRead | undefined;
  await backOff.guard(owners.flat(), async () => {
    read = await readAccounts(ctx, owners);
  });
  const answeredAt = ctx.clock.now();
  for (const { ownerId, rows, pending } of waiting) {
    if (!read || isDone()) {
      pendingOwners.giveBack(ownerId, pending);
      continue;
    }
    const hole = read.holes.get(ownerId);
    // what has a hole proves nothing, but the attempts may
    const accounts = hole
      ? null
      : (read.alone.get(ownerId) ?? { at, answeredAt, items: read.listed.get(ownerId) ?? [] });
    const attemptsOf = rows.filter((row) =>
      checking.plan.unwatchedAttemptDue(row, pending.size > 0, at),
    );
    const check = { rows, attemptsOf, accounts, pending, hole, at };
    await backOff.guard(rows, () =>
      pendingOwners.keeping(ownerId, pending, () => checkOwner(ctx, check, isDone)),
    );
  }
}

/** By owner. */
interface AccountsRead {
  listed: Map<string, StackOneAccount[]>;
  alone: Map<string, EditedAccounts>;
  /** why what was read of an owner is not whole */
  holes: Map<string, StackOneError>;
}

async function readAccounts(ctx: Context, owners: ConnectSessionRow[][]): Promise<AccountsRead> {
  const { alone, holes } = await readAlone(ctx, owners);
  const ids = owners.flatMap(([row]) => (row ? [row.owner.id] : []));
  const rest = ids.filter((id) => !alone.has(id) && !holes.has(id));
  const noteHole = (ownerIds: string[], why: StackOneError) => {
    for (const id of ownerIds) holes.set(id, why);
  };
  const all =
    rest.length > 0 ? await ctx.stackone.listAccountsOfOwners(rest, "watch", noteHole) : [];
  return { listed: Map.groupBy(all, (account) => account.ownerId), alone, holes };
}

/** Of one of these owners an account may be unreadable; that is not the others' trouble. */
async function readAlone(
  ctx: Context,
  owners: ConnectSessionRow[][],
): Promise<Omit<AccountsRead, "listed">> {
  const alone = new Map<string, EditedAccounts>();
  const holes = new Map<string, StackOneError>();
  for (const rows of owners.filter((some) =>
    some.every(({ choices }) => choices.accountId !== null),
  )) {
    const ownerId = rows[0]?.owner.id ?? "";
    try {
      const read = await readEditedAccounts(ctx, rows, "watch");
      if (read) alone.set(ownerId, read);
    } catch (error) {
      if (!(error instanceof StackOneError) || error.failure === "rate_limited") throw error;
      holes.set(ownerId, error);
    }
  }
  return { alone, holes };
}
