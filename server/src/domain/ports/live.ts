import type { ConnectSessionRow } from "./connect-sessions.ts";

/** Tells the open pages and the tracker what changed. */
export interface Live {
  /** A row was written; goes to every open stream. */
  changed(row: ConnectSessionRow): void;
  /** Somebody acted on the row (reveal, copy, check): look soon and often. */
  checkSoon(rowId: string): void;
  /** StackOne said that an account of this owner changed: one look at the owner's rows at once. Many events cost few looks. */
  webhookReceived(ownerId: string, accountId: string): void;
  /** StackOne said that this account changed and no link waits for it: it is read soon, for the copy alone. */
  accountPending(accountId: string): void;
  /** A list on an open page shows these rows: they are looked at about once a minute as long as it goes on asking. */
  listed(rows: readonly ConnectSessionRow[]): void;
  /** The real interval in seconds at which this row is looked at now; null when nobody looks. */
  checkEvery(row: ConnectSessionRow): number | null;
  /** Calls back for each change until the returned function is called; `watch` makes the row watched meanwhile. */
  subscribe(listener: (row: ConnectSessionRow) => void, watch: string | null): () => void;
}
