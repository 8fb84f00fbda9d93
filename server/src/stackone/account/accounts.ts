import type { Clock } from "../../domain/ports/clock.ts";
import type { StackOne } from "../../domain/ports/stackone.ts";
import type { AccountParts } from "./account-parts.ts";
import { createAccountById } from "./account-by-id.ts";
import { createDeleteAccount } from "./delete-account.ts";
import { createAccountsOfOwners } from "./owner-accounts.ts";
import { createProvenPaths } from "./proven-paths.ts";

type AccountsOptions = Omit<AccountParts, "proven"> & { clock: Clock };

/** Accounts of owners and single ones, through v2 or v1. */
export function createAccounts({
  clock,
  ...rest
}: AccountsOptions): Pick<StackOne, "listAccountsOfOwners" | "readAccount" | "deleteAccount"> {
  const parts: AccountParts = { ...rest, proven: createProvenPaths(clock) };
  const byId = createAccountById(parts);
  return {
    listAccountsOfOwners: createAccountsOfOwners(parts),
    async readAccount(id, purpose) {
      // Such an id would leave the path.
      const account = /^\.*$/.test(id) ? null : await byId.read(id, purpose);
      if (account && account.status !== "active") await rest.apis.learnFromBrokenAccount(purpose);
      return account;
    },
    deleteAccount: createDeleteAccount(parts, byId),
  };
}
