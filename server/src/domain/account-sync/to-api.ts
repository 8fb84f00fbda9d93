import type { Account } from "@connect-console/shared/account";
import { isoTimeOrNull } from "../iso-time.ts";
import type { StackOneAccount } from "../ports/stackone.ts";

/** An account as the page sees it. */
export function accountToApi(
  account: StackOneAccount,
  extra: { openConnectSessionId?: string | null } = {},
): Account {
  return {
    id: account.id,
    provider: account.provider,
    providerName: account.providerName,
    owner: { id: account.ownerId, name: account.ownerName },
    status: account.status,
    statusReasons: account.statusReasons,
    type: account.type,
    label: account.label,
    username: account.username,
    connectorProfileId: account.connectorProfileId ?? null,
    createdAt: isoTimeOrNull(account.createdAt),
    updatedAt: isoTimeOrNull(account.updatedAt),
    brokenSince: isoTimeOrNull(account.brokenSince ?? null) ?? earliestReason(account),
    openConnectSessionId: extra.openConnectSessionId ?? null,
  };
}

/** Where the copy was not asked, or does not have it: what StackOne says, null where it gives no time. */
function earliestReason({ status, statusReasons }: StackOneAccount): string | null {
  if (status === "active") return null;
  const times = statusReasons.flatMap(({ at }) => (at === null ? [] : [at]));
  return times.toSorted((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;
}
