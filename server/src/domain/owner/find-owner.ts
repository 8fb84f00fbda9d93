import type { Owner } from "@connect-console/shared/owner";
import { auditEntry } from "../audit-entry.ts";
import type { Context } from "../context.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import type { NameCount } from "../ports/page.ts";
import { recentAccounts } from "./recent-accounts.ts";
import { isUnknownId, noteUnknownId } from "../find/unknown-ids.ts";
import { readingStackOne } from "../stackone-error.ts";

/** The owner of the directory; an unknown id is looked up in StackOne once and adopted (docs/rules.md, 2). Undefined: nobody knows it. */
export async function findOwner(ctx: Context, id: string): Promise<Owner | undefined> {
  const known = await ctx.store.owners.get(id);
  if (known) return known;
  if (isUnknownId(ctx, "owner", id)) return undefined;
  // the form asks for the owner and for the outcome at once; both are one look-up
  const accounts = await readingStackOne(() =>
    recentAccounts(ctx, `owner ${id}`, () =>
      ctx.stackone.listAccountsOfOwners([id], "interactive"),
    ),
  );
  const counts = countNames(accounts.filter(({ ownerId }) => ownerId === id));
  if (counts.length === 0) {
    noteUnknownId(ctx, "owner", id);
    return undefined;
  }
  return ctx.store.transaction(async (tx) => {
    const adopted = await tx.owners.get(id);
    if (adopted) return adopted;
    await tx.owners.putCounts(counts);
    await tx.audit.append(
      auditEntry(ctx, {
        action: "owner.adopt",
        target: { kind: "owner", id },
        outcome: "done",
        fields: ["id", "name"],
      }),
    );
    return tx.owners.get(id);
  });
}

/** How many accounts there are per pair of owner id and exact name. */
function countNames(accounts: StackOneAccount[]): NameCount[] {
  const groups = Map.groupBy(accounts, ({ ownerId, ownerName }) =>
    JSON.stringify([ownerId, ownerName]),
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? { id: first.ownerId, name: first.ownerName, accounts: others.length + 1 } : [],
  );
}
