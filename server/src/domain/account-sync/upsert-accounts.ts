import { canonicalJson } from "../canonical-json.ts";
import type { Context } from "../context.ts";
import type { CopiedAccount, StatusChange } from "../ports/accounts.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import type { Repositories } from "../ports/store.ts";
import { notifyBroken } from "./notify-broken.ts";

/** What a reading does to the copy. */
export interface AccountUpsert {
  /** new, changed or come back */
  put: CopiedAccount[];
  /** ids of those that are as they were */
  unchanged: string[];
  changes: Omit<StatusChange, "id">[];
  /** pairs of owner id and exact name whose number of accounts may be another now */
  updated: { id: string; name: string }[];
}

/** Folds a reading that began at `at` (epoch ms) into what is known. An older reading, or one of an older `updated_at`, never replaces a newer one. */
export function planUpsert(
  known: ReadonlyMap<string, CopiedAccount>,
  accounts: readonly StackOneAccount[],
  at: number,
): AccountUpsert {
  const upsert: AccountUpsert = { put: [], unchanged: [], changes: [], updated: [] };
  for (const account of accounts) {
    const before = known.get(account.id);
    if (before && Math.max(before.readAt, before.goneAt ?? 0) > at) continue;
    const after = merge(before, account, at);
    if (before && isSame(before, after)) upsert.unchanged.push(account.id);
    else upsert.put.push(after);
    if (before?.status !== after.status)
      upsert.changes.push({
        accountId: after.id,
        at,
        from: before?.status ?? null,
        to: after.status,
        statusReasons: after.statusReasons,
      });
    upsert.updated.push(...pairsOf(before, after));
  }
  return upsert;
}

/** Writes a reading into the copy and brings the owners' directory along, inside the caller's transaction. Gives the ids of those who were told of it. */
export async function upsertAccounts(
  ctx: Pick<Context, "memory" | "ids" | "clock" | "notify">,
  tx: Repositories,
  accounts: readonly StackOneAccount[],
  at: number,
): Promise<string[]> {
  const before = await tx.accounts.known(accounts.map(({ id }) => id));
  const upsert = planUpsert(new Map(before.map((account) => [account.id, account])), accounts, at);
  if (upsert.unchanged.length > 0) await tx.accounts.touch(upsert.unchanged, at);
  if (upsert.put.length === 0) return [];
  await tx.accounts.put(upsert.put);
  await tx.accounts.addChanges(upsert.changes.map((change) => ({ ...change, id: ctx.ids.next() })));
  await countAgain(tx, upsert.updated);
  ctx.memory.accountChanges += 1;
  return notifyBroken(ctx, tx, upsert.changes);
}

/** These accounts are no longer there: missing in two full passes, or a 404 on their own read that began at `at` (epoch ms). */
export async function markGone(
  ctx: Pick<Context, "memory">,
  tx: Repositories,
  ids: string[],
  at: number,
): Promise<void> {
  const known = await tx.accounts.known(ids);
  const gone = known.filter((account) => account.goneAt === null && account.readAt <= at);
  if (gone.length === 0) return;
  await tx.accounts.put(gone.map((account) => ({ ...account, goneAt: at })));
  await countAgain(
    tx,
    gone.map(({ ownerId, ownerName }) => ({ id: ownerId, name: ownerName })),
  );
  ctx.memory.accountChanges += 1;
}

function merge(
  before: CopiedAccount | undefined,
  account: StackOneAccount,
  at: number,
): CopiedAccount {
  // lists may lag behind: it is there, but what is told of it is older than what is known
  const isLagging =
    before?.updatedAt != null && account.updatedAt !== null && account.updatedAt < before.updatedAt;
  if (before && isLagging) return { ...before, readAt: at, goneAt: null };
  // what this StackOne or this list does not tell stays as it was known
  const { connectorProfileId = before?.connectorProfileId } = account;
  const { categories = before?.categories } = account;
  const known = { ...account, connectorProfileId, categories };
  return { ...known, readAt: at, goneAt: null, brokenSince: brokenSince(before, account, at) };
}

/** Not before the last reading that said active, not after this one; StackOne's own reason may be more exact than the moment of the reading. */
function brokenSince(
  before: CopiedAccount | undefined,
  { status, statusReasons }: StackOneAccount,
  at: number,
): number | null {
  if (status === "active") return null;
  if (before && before.brokenSince !== null) return before.brokenSince;
  const times = statusReasons.flatMap((reason) => (reason.at ? [Date.parse(reason.at)] : []));
  const earliest = Math.min(...times, at);
  return Math.max(earliest, before?.readAt ?? Number.NEGATIVE_INFINITY);
}

function isSame(before: CopiedAccount, after: CopiedAccount): boolean {
  const content = (account: CopiedAccount) => canonicalJson({ ...account, readAt: 0 });
  return content(before) === content(after);
}

function pairsOf(
  before: CopiedAccount | undefined,
  after: CopiedAccount,
): { id: string; name: string }[] {
  const pair = ({ ownerId, ownerName }: CopiedAccount) => ({ id: ownerId, name: ownerName });
  if (before?.goneAt === null) {
    const isMoved = before.ownerId !== after.ownerId || before.ownerName !== after.ownerName;
    return isMoved ? [pair(before), pair(after)] : [];
  }
  return [pair(after)];
}

async function countAgain(
  tx: Repositories,
  updated: { id: string; name: string }[],
): Promise<void> {
  if (updated.length === 0) return;
  const counted = await tx.accounts.countNames([...new Set(updated.map(({ id }) => id))]);
  const isCounted = (pair: { id: string; name: string }) =>
    counted.some(({ id, name }) => id === pair.id && name === pair.name);
  const none = updated.filter((pair) => !isCounted(pair)).map((pair) => ({ ...pair, accounts: 0 }));
  await tx.owners.putCounts([...none, ...counted]);
}
