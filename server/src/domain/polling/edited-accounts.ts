import type { Context } from "../context.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Purpose, StackOneAccount } from "../ports/stackone.ts";
import type { OwnerReading } from "./plan.ts";

/** accounts of which StackOne gives one page: as many requests as one account */
const onePage = 100;
const aloneAtMost = 3;

/** Accounts that were read each on its own. */
export interface EditedAccounts extends NonNullable<OwnerReading["accounts"]> {
  /** null: StackOne has it no longer */
  named: OwnerReading["named"];
}

/**
 * What a look at these rows of one owner needs, where that is an account or a few and the owner has more than one page of them: each is
 * read alone. null: the whole list is needed, since a link of theirs may end at any account. May throw StackOneError.
 */
export async function readEditedAccounts(
  ctx: Context,
  asked: readonly ConnectSessionRow[],
  purpose: Purpose,
): Promise<EditedAccounts | null> {
  const at = ctx.clock.now();
  const [first] = asked;
  if (!first || !asked.every(concernsOneAccount)) return null;
  const ownerId = first.owner.id;
  const owner = await ctx.store.owners.get(ownerId);
  if (owner === undefined || owner.accounts <= onePage) return null;
  const rows = [...asked, ...(await ctx.store.connectSessions.followedOfOwner(ownerId, at))];
  const only = new Set(rows.flatMap(({ choices }) => choices.accountId ?? []));
  if (!rows.every(concernsOneAccount) || only.size > aloneAtMost) return null;
  const items: StackOneAccount[] = [];
  const named = new Map<string, null>();
  for (const id of only) {
    const account = await ctx.stackone.readAccount(id, purpose);
    if (account === null) named.set(id, null);
    // one that moved to another owner is in no list of this one
    else if (account.ownerId === ownerId) items.push(account);
  }
  return { at, answeredAt: ctx.clock.now(), items, only, named };
}

function concernsOneAccount({ choices, memory }: ConnectSessionRow): boolean {
  const { accountId } = choices;
  return accountId !== null && (memory.connectedAccountId ?? accountId) === accountId;
}
