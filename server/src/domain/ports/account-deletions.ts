import type { DeletionState } from "@connect-console/shared/account-deletion";
import type { StaffReference } from "@connect-console/shared/staff";

/** A deletion of an account that was sent to StackOne, or is about to be. Times are epoch ms by our clock. */
export interface AccountDeletion {
  id: string;
  accountId: string;
  by: StaffReference;
  requestId: string;
  askedAt: number;
  state: DeletionState;
  /** why it failed or is not known, in a sentence */
  message: string | null;
}

/** Deletions of accounts: written before StackOne is asked, completed after. */
export interface AccountDeletions {
  insert(deletion: AccountDeletion): Promise<void>;
  /** Writes state and message. */
  finish(deletion: AccountDeletion): Promise<void>;
  /** The newest deletion of this account. */
  newestOf(accountId: string): Promise<AccountDeletion | undefined>;
  /** Those whose answer was never written down. */
  leftAsked(): Promise<AccountDeletion[]>;
}
