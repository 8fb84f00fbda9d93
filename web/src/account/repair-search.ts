import type { Account } from "@connect-console/shared/account";
import { AccountType } from "@connect-console/shared/connect-session";

/** The form's address for a link that edits exactly this account and changes nothing else of it. */
export function repairSearch({ owner, id, provider, type, connectorProfileId }: Account) {
  const known = AccountType.safeParse(type);
  return {
    ownerId: owner.id,
    accountId: id,
    provider,
    ...(known.success && { type: known.data }),
    ...(connectorProfileId !== null && { connectorProfileId }),
  };
}
