import type { Account } from "@connect-console/shared/account";

/** The short name of an account: provider, then what tells it apart. */
export function accountName(account: Account): string {
  const apart = account.label ?? account.username ?? `…${account.id.slice(-6)}`;
  return `${account.providerName ?? account.provider} – ${apart}`;
}
