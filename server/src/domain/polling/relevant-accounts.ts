import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { switchedOffOf, wasThere } from "../progress/lacking.ts";
import { matchingOf, targetsOf } from "../progress/targets.ts";
import type { OwnerReading } from "./plan.ts";
import type { AttemptReading, StackOneAccount } from "../ports/stackone.ts";

/** below this a list is not worth a walk of its own */
const fewAccounts = 100;

/**
 * The reading with only those accounts that can move one of the rows: what follows from it is the same, and an owner with thousands of
 * accounts holds nobody up. Pure.
 */
export function relevantReading(
  rows: readonly ConnectSessionRow[],
  reading: OwnerReading,
): OwnerReading {
  const { accounts } = reading;
  if (!accounts || accounts.items.length <= fewAccounts) return reading;
  const ids = new Set([...reading.attempts.values()].flatMap(idsOfAttempt));
  for (const row of rows) addIdsOf(row, accounts.items, ids);
  const items = accounts.items.filter(
    (account) => ids.has(account.id) || rows.some((row) => mayBeNew(row, account)),
  );
  return { ...reading, accounts: { ...accounts, items } };
}

function idsOfAttempt({ reading }: { reading: AttemptReading }): string[] {
  return reading.readable && reading.attempt?.accountId ? [reading.attempt.accountId] : [];
}

/** Adds the accounts that the row may edit, knows, or has seen switched off. */
function addIdsOf(
  row: ConnectSessionRow,
  accounts: readonly StackOneAccount[],
  ids: Set<string>,
): void {
  const { memory } = row;
  for (const id of targetsOf(row, accounts)) ids.add(id);
  for (const id of beside(row, accounts)) ids.add(id);
  for (const id of Object.keys(switchedOffOf(row))) ids.add(id);
  for (const { accountId } of Object.values(memory.attemptsSeen ?? {}))
    if (accountId !== null) ids.add(accountId);
  const known = [
    row.choices.accountId,
    memory.connectedAccountId,
    memory.hint?.account.id,
    memory.firstHint?.id,
    ...(memory.furtherAccountIds ?? []),
  ];
  for (const id of known) if (id != null) ids.add(id);
}

/** Two of each provider of which several match: one of them alone would look like the one that the link edits. */
function beside(row: ConnectSessionRow, accounts: readonly StackOneAccount[]): string[] {
  return [...matchingOf(row, accounts).values()].flatMap((some) =>
    some.slice(0, 2).map(({ id }) => id),
  );
}

/** Not older than the link, or of no known age and not there before. */
function mayBeNew(row: ConnectSessionRow, account: StackOneAccount): boolean {
  if (row.startedAt === null) return false;
  if (account.createdAt !== null) return account.createdAt >= row.startedAt;
  return !wasThere(row, account);
}
