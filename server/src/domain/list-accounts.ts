import type { Account, AccountPage, AccountQuery } from "@connect-console/shared/account";
import type { StaffContext } from "./context.ts";
import { describeAccount } from "./describe-account.ts";
import { isoTime } from "./iso-time.ts";
import { readingStackOne } from "./stackone-failure.ts";
import { isOpen } from "./progress-moves.ts";

/** The accounts of one owner, read from StackOne now; what waits longest to be repaired first, then the newest. */
export async function listAccounts(
  ctx: StaffContext,
  { ownerId }: AccountQuery,
): Promise<AccountPage> {
  const [accounts, rows] = await Promise.all([
    readingStackOne(() => ctx.stackone.listAccountsOfOwners([ownerId], "press")),
    ctx.store.connectSessions.followedOfOwner(ownerId, ctx.clock.now()),
  ]);
  const open = rows.filter((row) => isOpen(row.progress) && !row.supersededBy);
  const items = accounts
    .map((account) => {
      const link = open.find((row) => (row.accountId ?? row.predicted.account?.id) === account.id);
      return describeAccount(account, { openConnectSessionId: link?.id ?? null });
    })
    .toSorted(byWaiting);
  const counts: Record<string, number> = {};
  for (const { status } of items) counts[status] = (counts[status] ?? 0) + 1;
  return {
    items,
    nextCursor: null,
    total: items.length,
    syncedAt: isoTime(ctx.clock.now()),
    counts,
  };
}

function byWaiting(one: Account, other: Account): number {
  const broken = Number(one.status === "active") - Number(other.status === "active");
  if (broken !== 0) return broken;
  if (one.status !== "active")
    return time(one.brokenSince ?? one.updatedAt) - time(other.brokenSince ?? other.updatedAt);
  return time(other.createdAt) - time(one.createdAt);
}

const time = (text: string | null) => (text === null ? 0 : Date.parse(text));
