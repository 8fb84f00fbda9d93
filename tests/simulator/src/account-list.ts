import type { Context } from "hono";
import { StackOneError } from "./error.ts";
import { seenFacts } from "./linking.ts";
import type { Simulation } from "./simulation.ts";
import type { Account, AccountFacts } from "./state.ts";

/** Which accounts a request asks for, the same for both versions of `/accounts`. */

/** The names of the filters, which are repeated parameters (the SDKs' wire form). */
export interface AccountFilters {
  owner: string[];
  provider: string[];
  profile: string[];
  /** whether a list without a status filter may hold active accounts only */
  hasPreset: boolean;
}

export interface Listed {
  facts: AccountFacts;
  /** false at the head of the list, as many as the setting says */
  isReadable: boolean;
}

/** The accounts that fit, in the order in which they were made, from the first one on. */
export function* listed(sim: Simulation, c: Context, names: AccountFilters): Generator<Listed> {
  const { accountsDefaultStatus, unreadableAccounts } = sim.state.settings;
  const among = (parameters: string[], value: (facts: AccountFacts) => string) => {
    const wanted = new Set(parameters.flatMap((name) => c.req.queries(name) ?? []));
    return wanted.size === 0 ? [] : [(facts: AccountFacts) => wanted.has(value(facts))];
  };
  const status = among(["status"], (facts) => facts.status);
  const preset = (facts: AccountFacts) =>
    !names.hasPreset || accountsDefaultStatus === "all" || facts.status === accountsDefaultStatus;
  const filters = [
    ...among(["account_ids"], (facts) => facts.id),
    ...among(names.owner, (facts) => facts.ownerId),
    ...among(names.provider, (facts) => facts.provider),
    ...among(names.profile, (facts) => facts.profileId),
    ...(status.length > 0 ? status : [preset]),
  ];
  let index = 0;
  for (const account of sim.state.accounts.values()) {
    const facts = account.lag === null ? account : seenFacts(sim, account);
    if (facts === null || !filters.every((fits) => fits(facts))) continue;
    yield { facts, isReadable: index >= unreadableAccounts };
    index += 1;
  }
}

/** The account with this id, as the Platform API shows it now; 404 where it shows none. */
export function visible(sim: Simulation, id: string): { account: Account; facts: AccountFacts } {
  const account = sim.state.accounts.get(id);
  const facts = account && seenFacts(sim, account);
  if (!account || !facts) throw new StackOneError(404, "Account not found");
  return { account, facts };
}
