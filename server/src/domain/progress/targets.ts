import type { BaselineAccount, ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StackOneAccount } from "../ports/stackone.ts";

/** Whether one link can make more than one account: it always makes a new one, or the customer chooses the provider each time. */
export function mayMakeMore(row: Pick<ConnectSessionRow, "choices">): boolean {
  const { accountId, multiple, provider } = row.choices;
  return accountId === null && (multiple || provider === null);
}

type Aim = Pick<ConnectSessionRow, "owner" | "choices" | "predicted">;

/**
 * What the row keeps of the accounts that were there before its link: those that the link may edit, the others at its provider, and those of
 * which StackOne does not say when they were made. The rest was made before, which its time tells.
 */
export function accountsThatMatter(
  aim: Aim,
  accounts: readonly StackOneAccount[],
): BaselineAccount[] {
  const targets = targetsOf(aim, accounts);
  const { multiple, provider } = aim.choices;
  const mayMeet = (account: StackOneAccount) => !multiple && account.provider === provider;
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
  const { accountId, multiple } = row.choices;
  if (accountId !== null) return new Set([accountId]);
  if (multiple) return new Set();
  if (row.predicted.kind === "edit" && row.predicted.account)
    return new Set([row.predicted.account.id]);
  // more than one at a provider: what StackOne then does is not documented
  const single = [...matchingOf(row, accounts).values()].filter(({ length }) => length === 1);
  return new Set(single.flatMap((some) => some.map(({ id }) => id)));
}

/** The accounts that this link matches by owner id, owner name and provider, by their provider. */
export function matchingOf(
  { owner, choices }: Pick<Aim, "owner" | "choices">,
  accounts: readonly StackOneAccount[],
): Map<string, StackOneAccount[]> {
  const { accountId, multiple, provider } = choices;
  if (accountId !== null || multiple) return new Map();
  const matching = accounts.filter(
    (account) =>
      account.ownerId === owner.id &&
      account.ownerName === owner.name &&
      (provider === null || account.provider === provider),
  );
  return Map.groupBy(matching, (account) => account.provider);
}
