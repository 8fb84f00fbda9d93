import type { Context } from "./context.ts";
import type { StackOneAccount } from "./ports/stackone.ts";

export interface NameCount {
  id: string;
  name: string;
  accounts: number;
}

/** How many accounts there are per pair of owner id and exact name. */
export function countNames(accounts: StackOneAccount[]): NameCount[] {
  const counts = new Map<string, NameCount>();
  for (const { ownerId, ownerName } of accounts) {
    const pair = JSON.stringify([ownerId, ownerName]);
    const count = counts.get(pair) ?? { id: ownerId, name: ownerName, accounts: 0 };
    counts.set(pair, { ...count, accounts: count.accounts + 1 });
  }
  return [...counts.values()];
}

/** Fills the owners' directory from StackOne's accounts in one paged read; the pages that came stay when a later one fails. */
export async function fillOwners(
  ctx: Context,
  onProgress: (accountsRead: number) => void,
): Promise<void> {
  const soFar = new Map<string, Map<string, number>>();
  let accountsRead = 0;
  for await (const page of ctx.stackone.eachPageOfAccounts("copy")) {
    for (const { id, name, accounts } of countNames(page)) {
      const names = soFar.get(id) ?? new Map<string, number>();
      soFar.set(id, names.set(name, (names.get(name) ?? 0) + accounts));
    }
    // the counts of an id replace what was there, so each page writes the sums of the owners that it touched
    const touched = new Set(page.map(({ ownerId }) => ownerId));
    await ctx.store.owners.putCounts(
      [...touched].flatMap((id) =>
        [...(soFar.get(id) ?? [])].map(([name, accounts]) => ({ id, name, accounts })),
      ),
    );
    accountsRead += page.length;
    onProgress(accountsRead);
  }
}
