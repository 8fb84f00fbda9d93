import type { AccountEntry, AccountQuery } from "@connect-console/shared/account";
import type { Assignment } from "@connect-console/shared/hand-over";
import type { StackOneAccount } from "./stackone.ts";
import type { NameCount, Page } from "./page.ts";

/** An account of the copy: what StackOne last told of it, and what only the console knows. Times are epoch ms by our clock. */
export interface CopiedAccount extends StackOneAccount {
  /** begin of the newest reading in which it was there */
  readAt: number;
  /** begin of the stretch in which it is not active, as far as it is known; null: it is active */
  brokenSince: number | null;
  /** when it was found to be gone; null: it is there */
  goneAt: number | null;
}

/** Another status than the reading before told; it changed at `at` or earlier. */
export interface StatusChange {
  id: string;
  accountId: string;
  /** epoch ms by our clock: begin of the reading */
  at: number;
  /** null: first seen */
  from: string | null;
  to: string;
  statusReasons: StackOneAccount["statusReasons"];
}

/** How far the copy is. Times are epoch ms by our clock. */
export interface CopyState {
  /** begin of the pass that is not done yet; null: none */
  startedAt: number | null;
  /** where that pass goes on; null: at its beginning */
  cursor: string | null;
  /** what that pass reads: all accounts, then their connector profiles where only a second list names them */
  phase: "accounts" | "profiles";
  /** an account of that pass named no connector profile */
  lacksProfiles: boolean;
  /** accounts and requests of that pass so far */
  read: number;
  requests: number;
  /** an account of that pass could not even be told by its id, so nothing is known to be gone */
  hasHoles?: boolean | undefined;
  /** how many there are, where StackOne said so */
  total: number | null;
  /** when that pass last got on */
  steppedAt: number | null;
  /** begin and end of the newest complete pass */
  completeFrom: number | null;
  completeAt: number | null;
  nextAt: number | null;
  /** why the newest pass stopped before its end */
  problem: string | null;
}

/** The copy of StackOne's accounts. A gone one is only found by its id. */
export interface Accounts {
  /** These accounts, gone ones too; unknown ids are left out. */
  known(ids: string[]): Promise<CopiedAccount[]>;
  /** Ids of the owner's accounts that are there. */
  idsOfOwner(ownerId: string): Promise<string[]>;
  /** Writes these accounts anew, with `goneAt` as gone. */
  put(accounts: CopiedAccount[]): Promise<void>;
  /** Seen again as they were. */
  touch(ids: string[], readAt: number): Promise<void>;
  /** Ids of those that are there and were not read since that moment. */
  notReadSince(time: number): Promise<string[]>;
  /** Sets the connector profile of accounts that are there. */
  putProfiles(profiles: { id: string; connectorProfileId: string }[]): Promise<void>;
  /** How many accounts each of these owner ids has under each exact name. */
  countNames(ownerIds: string[]): Promise<NameCount[]>;
  /** What waits longest first: by `brokenSince`, then the active ones, newest first. `countsCut`: under this text `total` and `counts` stopped at 100. */
  list(
    query: AccountQuery,
  ): Promise<
    Page<CopiedAccount> & { total: number; counts: Record<string, number>; countsCut: boolean }
  >;
  /** Makes text search quick again after many changes, a little at a time; false when there is nothing left to do. */
  optimizeSearch(how: "begin" | "go on"): Promise<boolean>;
  /** How many are there. */
  count(): Promise<number>;
  /** Who looks after each of these, where the account is known; what is read from StackOne never touches it. */
  assignments(ids: string[]): Promise<ReadonlyMap<string, Assignment>>;
  /** Sets who looks after an account that is known. */
  assign(accountId: string, assignment: Assignment): Promise<void>;
  /** What staff wrote down about an account; lists find it by the words of a note. */
  addEntry(accountId: string, entry: AccountEntry): Promise<void>;
  /** Newest first, at most 200. */
  entries(accountId: string): Promise<AccountEntry[]>;
  addChanges(changes: StatusChange[]): Promise<void>;
  /** Newest first, at most 200. */
  history(accountId: string): Promise<StatusChange[]>;
  copyState(): Promise<CopyState>;
  putCopyState(state: CopyState): Promise<void>;
}

export const noCopyYet: CopyState = {
  startedAt: null,
  cursor: null,
  phase: "accounts",
  lacksProfiles: false,
  read: 0,
  requests: 0,
  total: null,
  steppedAt: null,
  completeFrom: null,
  completeAt: null,
  nextAt: null,
  problem: null,
};
