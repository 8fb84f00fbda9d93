import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import type { Owner } from "@connect-console/shared/owner";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { findNearEqualOwners } from "../owner/find-similar.ts";
import { findOwner } from "../owner/find-owner.ts";
import type { OutcomeFacts } from "./facts.ts";
import { reachOf } from "./link-reach.ts";
import { accountsAtMost, findProfile, unknownIds } from "./facts.ts";
import { mayTouchTestOnly } from "../permissions.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import type { Repositories } from "../ports/store.ts";
import { recentAccounts } from "../owner/recent-accounts.ts";
import { isUnknownId, noteUnknownId } from "../find/unknown-ids.ts";
import { readingStackOne } from "../stackone-error.ts";

/**
 * Reads what the outcome depends on: one read of accounts, which also is the baseline (docs/rules.md, 8).
 * `invalid_input` names every id that does not exist; a read that fails is `stackone_unavailable` or its like.
 */
export async function readOutcomeFacts(
  ctx: Context,
  input: ConnectSessionInput,
  { share, reissued }: { share: boolean; reissued?: string },
): Promise<OutcomeFacts> {
  const found = await findOwner(ctx, input.ownerId);
  if (!found) throw notKnown({ ownerId: "There is no owner with this ID, here or in StackOne." });
  const most = accountsAtMost(ctx.stackone);
  const known = knownTooMany(input, found, most);
  const [providers, accounts] = await readingStackOne(() =>
    Promise.all([
      ctx.stackone.listProviders("interactive"),
      known === undefined ? readAccounts(ctx, input, share) : [],
    ]),
  );
  const many = known ?? (accounts.length > most ? accounts.length : undefined);
  const tooManyAccounts = many === undefined ? undefined : { many, most };
  // the reading may have taught the directory another name, under which the accounts stand
  const owner = (await ctx.store.owners.get(found.id)) ?? found;
  const account = input.accountId ? (accounts[0] ?? null) : null;
  const fields = unknownIds(input, providers, account);
  if (Object.keys(fields).length > 0) throw notKnown(fields);
  const [openLinks, nearEqualOwners] = await Promise.all([
    readOpenLinks(ctx.store, { input, owner, providers, accounts, account }, reissued),
    findNearEqualOwners(ctx, owner),
  ]);
  return {
    input,
    owner,
    providers,
    accounts: tooManyAccounts === undefined ? accounts : [],
    tooManyAccounts,
    account,
    openLinks,
    nearEqualOwners,
    testOnly: mayTouchTestOnly(ctx),
    now: ctx.clock.now(),
  };
}

/** By the directory, so that a list that is too long is not read page by page; one account is read alone. */
function knownTooMany(
  { accountId }: ConnectSessionInput,
  // under all of its names
  { accounts }: Owner,
  most: number,
): number | undefined {
  return accountId === undefined && accounts > most ? accounts : undefined;
}

/** The links that stand beside the one to be made; `reissued` is the row that it replaces. */
export async function readOpenLinks(
  { connectSessions }: Pick<Repositories, "connectSessions">,
  {
    input,
    owner,
    providers,
    accounts,
    account,
  }: Pick<OutcomeFacts, "input" | "owner" | "providers" | "accounts" | "account">,
  reissued: string | undefined,
): Promise<ConnectSessionRow[]> {
  const provider =
    account?.provider ??
    input.provider ??
    findProfile(providers, input.connectorProfileId)?.provider.key;
  const reach = reachOf({ provider, categories: input.categories ?? [], providers, accounts });
  const open = await connectSessions.openFor(owner.id, reach, account?.id ?? null);
  return open.filter(({ id }) => id !== reissued);
}

function notKnown(fields: Record<string, string>): DomainError {
  return new DomainError("invalid_input", `Not known: ${Object.keys(fields).join(", ")}.`, {
    fields,
  });
}

async function readAccounts(
  ctx: Context,
  { ownerId, accountId }: ConnectSessionInput,
  share: boolean,
): Promise<StackOneAccount[]> {
  const read = async () => {
    if (!accountId) return ctx.stackone.listAccountsOfOwners([ownerId], "interactive");
    // a creation reads afresh
    if (share && isUnknownId(ctx, "account", accountId)) return [];
    const account = await ctx.stackone.readAccount(accountId, "interactive");
    if (!account) noteUnknownId(ctx, "account", accountId);
    return account ? [account] : [];
  };
  return share
    ? recentAccounts(ctx, accountId ? `account ${accountId}` : `owner ${ownerId}`, read)
    : read();
}
