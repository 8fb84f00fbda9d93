import type { BaselineAccount, ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StackOneAccount } from "../ports/stackone.ts";

/** Whether one link can make more than one account: it always makes a new one, or the customer chooses the provider each time. */
export function mayMakeMore(
  row: Pick<ConnectSessionRow, "accountId" | "multiple" | "request">,
): boolean {
  return row.accountId === null && (row.multiple || row.request.provider === undefined);
}

type Aim = Pick<ConnectSessionRow, "accountId" | "multiple" | "predicted" | "request">;

/**
 * What the row keeps of the accounts that were there before its link: those that the link may edit, the others at its provider, and those of
 * which StackOne does not say when they were made. The rest was made before, which its time tells.
 */
export function accountsThatMatter(
  aim: Aim,
  accounts: readonly StackOneAccount[],
): BaselineAccount[] {
  const targets = targetsOf(aim, accounts);
  const { provider } = aim.request;
  const mayMeet = (account: StackOneAccount) => !aim.multiple && account.provider === provider;
  const kept = accounts.filter(
    (account) => targets.has(account.id) || account.createdAt === null || mayMeet(account),
  );
  return kept.map(({ id, updatedAt, status, connectorProfileId, label, type }) => ({
    id,
    updatedAt,
    status,
    connectorProfileId,
    label,
    type,
  }));
}

/** Ids of the accounts that this link would edit: the named one, or by StackOne's match of owner id, owner name and provider. */
export function targetsOf(row: Aim, accounts: readonly StackOneAccount[]): Set<string> {
  if (row.accountId !== null) return new Set([row.accountId]);
  if (row.multiple) return new Set();
  if (row.predicted.kind === "edit" && row.predicted.account)
    return new Set([row.predicted.account.id]);
  // more than one at a provider: what StackOne then does is not documented
  const single = [...matchingOf(row, accounts).values()].filter(({ length }) => length === 1);
  return new Set(single.flatMap((some) => some.map(({ id }) => id)));
}

/** The accounts that this link matches by owner id, owner name and provider, by their provider. */
export function matchingOf(
  { request, accountId, multiple }: Pick<Aim, "request" | "accountId" | "multiple">,
  accounts: readonly StackOneAccount[],
): Map<string, StackOneAccount[]> {
  if (accountId !== null || multiple) return new Map();
  const { provider, origin_owner_id, origin_owner_name } = request;
  const matching = accounts.filter(
    (account) =>
      account.ownerId === origin_owner_id &&
      account.ownerName === origin_owner_name &&
      (provider === undefined || account.provider === provider),
  );
  return Map.groupBy(matching, (account) => account.provider);
}
