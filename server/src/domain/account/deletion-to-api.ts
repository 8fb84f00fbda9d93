import type { LastDeletion } from "@connect-console/shared/account-deletion";
import type { StaffContext } from "../context.ts";
import { isoTime } from "../iso-time.ts";
import type { AccountDeletion } from "../ports/account-deletions.ts";
import type { CopiedAccount } from "../ports/accounts.ts";

/** The newest deletion as the account's page tells it. What was not known is, once the account was found to be gone. */
export function deletionToApi(
  deletion: AccountDeletion | undefined,
  { goneAt }: Pick<CopiedAccount, "goneAt">,
): LastDeletion | null {
  if (!deletion) return null;
  const { by, askedAt, state, message } = deletion;
  const isSettled = state === "unknown" && goneAt !== null && goneAt >= askedAt;
  return {
    at: isoTime(askedAt),
    by,
    state: isSettled ? "deleted" : state,
    message: isSettled ? null : message,
  };
}

/** Whether it is there as far as it is known, and a deletion was sent of which nobody knows what it did. */
export async function isDeletionOpen(
  { store }: Pick<StaffContext, "store">,
  { id, goneAt }: CopiedAccount,
): Promise<boolean> {
  if (goneAt !== null) return false;
  return (await store.accountDeletions.newestOf(id))?.state === "unknown";
}
