import type { Provider } from "@connect-console/shared/provider";
import { offeredBy, offersSome } from "./link-reach.ts";
import type { Choices } from "./facts.ts";
import type { StackOneAccount } from "../ports/stackone.ts";

export interface ProviderOutcome {
  provider: string;
  providerName: string;
  /** undefined: StackOne lists no profile of it */
  listed: Provider | undefined;
  kind: "create" | "edit" | "unclear";
  account: StackOneAccount | null;
  /** the accounts that StackOne may edit: same owner id, exact name and provider */
  matches: StackOneAccount[];
}

/** What each choice of the customer would do, for the providers that the owner already has; all others: a new account (docs/rules.md, 3). */
export function outcomePerProvider({ facts, categories }: Choices): ProviderOutcome[] {
  const outcomes: ProviderOutcome[] = [];
  const accounts = facts.accounts.filter(({ ownerId }) => ownerId === facts.owner.id);
  for (const key of [...new Set(accounts.map(({ provider }) => provider))].toSorted()) {
    const there = accounts.filter(({ provider }) => provider === key);
    const listed = facts.providers.find((provider) => provider.key === key);
    if (listed?.active === false || !offersSome(offeredBy({ ...facts, accounts }, key), categories))
      continue;
    const matches = there.filter(({ ownerName }) => ownerName === facts.owner.name);
    const [match, ...others] = matches;
    outcomes.push({
      provider: key,
      providerName: listed?.name ?? there[0]?.providerName ?? key,
      listed,
      kind: !match ? "create" : others.length > 0 ? "unclear" : "edit",
      account: match && others.length === 0 ? match : null,
      matches,
    });
  }
  return outcomes;
}
