import type { NearEqualOwner, OwnerReference } from "@connect-console/shared/owner";
import type { Context } from "../context.ts";
import { areNearEqual } from "./similar-name.ts";

/** more would only be a longer list of the same warning */
const atMost = 5;

/** Other owners, under any of their names, that this one could be taken for; those with accounts first (docs/rules.md, 7). */
export async function findNearEqualOwners(
  ctx: Pick<Context, "store">,
  { id, name }: OwnerReference,
): Promise<NearEqualOwner[]> {
  const alike = await ctx.store.owners.namesLike([name]);
  const others = alike
    .filter((other) => other.id !== id && areNearEqual(other.name, name))
    .toSorted((one, other) => other.accounts - one.accounts || (one.id < other.id ? -1 : 1));
  const byId = Map.groupBy(others, (other) => other.id);
  return [...byId.values()].flatMap((names) => names.slice(0, 1)).slice(0, atMost);
}
