import type { AccountChange, AccountEntry } from "@connect-console/shared/account";
import type { AccountDetail, ConnectSession } from "@connect-console/shared/connect-session";

/** Something in the life of an account. */
export type AccountEvent = { at: string } & (
  | { kind: "change"; change: AccountChange }
  | { kind: "entry"; entry: AccountEntry }
  | { kind: "link"; row: ConnectSession }
  | { kind: "made" }
);

/** Status changes, auth links, notes and hand-overs in one line of time, newest first; the account's making is its beginning. */
export function eventsOf({
  history,
  entries,
  connectSessions,
  createdAt,
}: Pick<AccountDetail, "history" | "entries" | "connectSessions" | "createdAt">): AccountEvent[] {
  const events: AccountEvent[] = [
    ...history.map((change) => ({ kind: "change" as const, at: change.at, change })),
    ...entries.map((entry) => ({ kind: "entry" as const, at: entry.at, entry })),
    ...connectSessions.map((row) => ({ kind: "link" as const, at: row.createdAt, row })),
    ...(createdAt === null ? [] : [{ kind: "made" as const, at: createdAt }]),
  ];
  return events.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
}
