import { teamId } from "@connect-console/shared/team";
import type { AccountPage, AccountQuery, ListedAccount } from "@connect-console/shared/account";
import { isPastEnd } from "@connect-console/shared/progress-by-clock";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { accountToApi } from "../account-sync/to-api.ts";
import { syncStateToApi } from "../account-sync/sync-state.ts";
import { isoTime } from "../iso-time.ts";
import type { CopiedAccount } from "../ports/accounts.ts";
import { StackOneError } from "../ports/stackone.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";
import { readingStackOne } from "../stackone-error.ts";

/** Accounts that one reading lacks are asked for on their own, so many at once; the rest is left to the full passes. */
const missingAtOnce = 5;

/**
 * A page of the copy, what waits longest to be repaired first. With one `ownerId` that owner is read from StackOne first; where that fails the
 * copy answers and says so, or, without a copy, the error is StackOne's.
 */
export async function listAccounts(ctx: StaffContext, query: AccountQuery): Promise<AccountPage> {
  await refuseSecrets(ctx, { q: query.q });
  const [ownerId, ...others] = query.ownerId ?? [];
  const readsOneOwner = ownerId !== undefined && others.length === 0 && query.cursor === undefined;
  const at = ctx.clock.now();
  const problem = readsOneOwner ? await readOwnerAtStackOne(ctx, ownerId) : null;
  const { items, ...page } = await ctx.store.accounts.list(forPerson(ctx, query));
  const copy = await syncStateToApi(ctx, problem);
  return {
    ...page,
    items: await withOpenLinks(ctx, items),
    syncedAt: readsOneOwner && problem === null ? isoTime(at) : copy.completeAt,
    copy,
  };
}

/** Accounts as the page sees them, each with who looks after it and the newest open link that is to edit it. */
export async function withOpenLinks(
  ctx: Pick<StaffContext, "store" | "clock">,
  accounts: CopiedAccount[],
): Promise<ListedAccount[]> {
  const ownerIds = [...new Set(accounts.map(({ ownerId }) => ownerId))];
  const open = ownerIds.length > 0 ? await ctx.store.connectSessions.openOfOwners(ownerIds) : [];
  // in the minute before a look has confirmed it, a link has expired all the same
  const rows = open.filter(({ expiresAt }) => !isPastEnd(expiresAt, ctx.clock.now()));
  const assignments = await ctx.store.accounts.assignments(accounts.map(({ id }) => id));
  return accounts.map((account) => ({
    ...accountToApi(account, {
      openConnectSessionId: rows.find((row) => isAbout(row, account.id))?.id ?? null,
    }),
    ...(assignments.get(account.id) ?? { assignee: null, ticket: null }),
  }));
}

/** `me` stands for whoever asks, so that an address can be shared. */
function forPerson(ctx: StaffContext, query: AccountQuery): AccountQuery {
  const { assignee, createdBy } = query;
  const { id: self, role } = ctx.actor.staff;
  const named = (ids: string[], mine: string[]) => ids.flatMap((id) => (id === "me" ? mine : [id]));
  return {
    ...query,
    ...(assignee && { assignee: named(assignee, [self, teamId(role)]) }),
    ...(createdBy && { createdBy: named(createdBy, [self]) }),
  };
}

/** Whether the link was made to edit this account. */
export function isAbout(row: ConnectSessionRow, accountId: string): boolean {
  return (row.choices.accountId ?? row.predicted.account?.id) === accountId;
}

/** Null where StackOne answered, else why not. Throws where there is nothing else to answer with. */
async function readOwnerAtStackOne(ctx: StaffContext, ownerId: string): Promise<string | null> {
  try {
    const accounts = await ctx.stackone.listAccountsOfOwners([ownerId], "interactive");
    const there = new Set(accounts.map(({ id }) => id));
    const known = await ctx.store.accounts.idsOfOwner(ownerId);
    const missing = known.filter((id) => !there.has(id)).slice(0, missingAtOnce);
    await Promise.all(missing.map((id) => ctx.stackone.readAccount(id, "interactive")));
    return null;
  } catch (error) {
    if (!(error instanceof StackOneError)) throw error;
    const { completeAt } = await ctx.store.accounts.copyState();
    const isCopied =
      completeAt !== null || (await ctx.store.accounts.idsOfOwner(ownerId)).length > 0;
    return isCopied ? error.message : readingStackOne(() => Promise.reject(error));
  }
}
