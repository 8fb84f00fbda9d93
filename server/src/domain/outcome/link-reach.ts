import type { Provider } from "@connect-console/shared/provider";
import type { ConnectSessionRow, LinkReach } from "../ports/connect-sessions.ts";
import type { StackOneAccount } from "../ports/stackone.ts";

/** What the link is limited to, and what StackOne says of its providers. */
export interface ReachFacts {
  provider: string | undefined;
  /** empty: all */
  categories: readonly string[];
  providers: readonly Provider[];
  /** of the owner; they show the categories of a provider that StackOne doesn't list */
  accounts: readonly StackOneAccount[];
}

/** The reach of a link with these choices. */
export function reachOf(facts: ReachFacts): LinkReach {
  const { provider = null, categories } = facts;
  if (provider !== null)
    return { provider, apart: [], categories: orAny([offeredBy(facts, provider)]) };
  const off = facts.providers.flatMap(({ key, active }) => (active === false ? key : []));
  const keys = new Set([
    ...facts.providers.map(({ key }) => key),
    ...facts.accounts.map((account) => account.provider),
  ]);
  const offered = [...keys].map((key) => ({ key, categories: offeredBy(facts, key) }));
  const isOffered = ({ categories: own }: { categories: readonly string[] }) =>
    offersSome(own, categories);
  const within = offered
    .filter((one) => isOffered(one) && !off.includes(one.key))
    .map((one) => one.categories);
  return {
    provider,
    apart: offered.filter((one) => !isOffered(one)).map(({ key }) => key),
    // one provider may stand in several categories, so links of other categories may meet at it
    categories: categories.length === 0 ? null : orAny([categories, ...within]),
  };
}

/** Whether the customers of both links could end at one provider. */
export function isReached(
  { provider, apart, categories }: LinkReach,
  row: Pick<ConnectSessionRow, "choices">,
): boolean {
  if (row.choices.provider !== null)
    return provider === null
      ? !apart.includes(row.choices.provider)
      : provider === row.choices.provider;
  return categories === null || offersSome(row.choices.categories, categories);
}

/** Whether the Hub, limited to these categories, shows what has the offered ones; an empty list: not known, or not limited. */
export function offersSome(offered: readonly string[], categories: readonly string[]): boolean {
  return (
    categories.length === 0 ||
    offered.length === 0 ||
    offered.some((category) => categories.includes(category))
  );
}

/** The categories of a provider as StackOne lists it, else as the owner's accounts there have them. */
export function offeredBy(
  { providers, accounts }: Pick<ReachFacts, "providers" | "accounts">,
  key: string,
): string[] {
  const listed = providers.find((one) => one.key === key)?.categories ?? [];
  if (listed.length > 0) return listed;
  return accounts.flatMap((one) => (one.provider === key ? (one.categories ?? []) : []));
}

/** All of them; null where one list is empty. */
function orAny(lists: readonly (readonly string[])[]): string[] | null {
  return lists.some((list) => list.length === 0) ? null : [...new Set(lists.flat())];
}
