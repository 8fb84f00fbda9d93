import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import type { NearEqualOwner, Owner } from "@connect-console/shared/owner";
import { knownCategories } from "@connect-console/shared/provider";
import type { ConnectorProfile, Provider } from "@connect-console/shared/provider";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StackOne, StackOneAccount } from "../ports/stackone.ts";

/** above this an owner is not one customer any more */
const accountsAtAll = 20_000;

/**
 * So many accounts of one owner can be read again and again within the budget, of which the copy's share is the measure
 * (requests a minute): 2,000 with the preset, 10,000 with `STACKONE_REQUESTS_PER_MINUTE` 600.
 */
export function accountsAtMost({
  copyRequestsPerMinute,
}: Pick<StackOne, "copyRequestsPerMinute">): number {
  return Math.min(accountsAtAll, copyRequestsPerMinute * 50);
}

/** Everything that the outcome of a connect session depends on; ids in `input` exist (`unknownIds`). */
export interface OutcomeFacts {
  input: ConnectSessionInput;
  /** from the directory */
  owner: Owner;
  providers: Provider[];
  /** the accounts of the owner id, under whatever name, read just now */
  accounts: StackOneAccount[];
  /** how many there are where they are more than `accountsAtMost`, and how many may be; then `accounts` is not used */
  tooManyAccounts?: { many: number; most: number } | undefined;
  /** the account of `input.accountId` */
  account: StackOneAccount | null;
  /** rows of the same owner that may still be open */
  openLinks: ConnectSessionRow[];
  /** other owners whose name is the same or nearly so */
  nearEqualOwners: NearEqualOwner[];
  /** who asks may touch test accounts only */
  testOnly: boolean;
  /** epoch ms by our clock */
  now: number;
}

/** What the choices come to, before any rule says no. */
export interface Choices {
  facts: OutcomeFacts;
  providerKey: string | undefined;
  /** undefined: none chosen, or StackOne lists none for the account's provider */
  provider: Provider | undefined;
  /** what the screen calls the provider */
  providerName: string;
  /** the profile that staff chose, with the provider that it belongs to */
  chosen: { profile: ConnectorProfile; provider: Provider } | undefined;
  categories: string[];
  /** the account that will be edited */
  target: StackOneAccount | null;
  /** accounts with this owner id, exact name and provider */
  matches: StackOneAccount[];
  /** always makes a new account */
  multiple: boolean;
}

/** Puts together what staff chose, what follows from it, and what StackOne will match (docs/rules.md, 3 and 6). */
export function resolveChoices(facts: OutcomeFacts): Choices {
  const { input, owner, providers, account } = facts;
  const chosen = findProfile(providers, input.connectorProfileId);
  const providerKey = account?.provider ?? input.provider ?? chosen?.provider.key;
  const provider = providers.find(({ key }) => key === providerKey);
  const matches = facts.accounts.filter(
    (one) =>
      one.ownerId === owner.id && one.ownerName === owner.name && one.provider === providerKey,
  );
  const multiple = input.multiple === true && !account;
  const [match, ...others] = matches;
  return {
    facts,
    providerKey,
    provider,
    providerName: provider?.name ?? account?.providerName ?? providerKey ?? "",
    chosen,
    categories: input.categories ?? [],
    target: account ?? (match && others.length === 0 && !multiple ? match : null),
    matches,
    multiple,
  };
}

/** The profile with this id and its provider. */
export function findProfile(
  providers: Provider[],
  id: string | null | undefined,
): Choices["chosen"] {
  for (const provider of providers) {
    const profile = provider.profiles.find((one) => one.id === id);
    if (profile) return { profile, provider };
  }
  return undefined;
}

/** Ids of the input that do not exist: path of the input → message. */
export function unknownIds(
  input: ConnectSessionInput,
  providers: Provider[],
  account: StackOneAccount | null,
): Record<string, string> {
  const fields: Record<string, string> = {};
  if (
    input.provider &&
    !providers.some(({ key }) => key === input.provider) &&
    account?.provider !== input.provider
  ) {
    fields.provider = "StackOne lists no provider with this key.";
  }
  if (input.connectorProfileId && !findProfile(providers, input.connectorProfileId)) {
    fields.connectorProfileId = "StackOne lists no connector profile with this ID.";
  }
  if (input.accountId && !account) fields.accountId = "StackOne has no account with this ID.";
  const categories = new Set<string>([
    ...knownCategories,
    ...providers.flatMap((provider) => provider.categories),
  ]);
  const unknown = (input.categories ?? []).filter((category) => !categories.has(category));
  if (unknown.length > 0) fields.categories = `StackOne has no category ${unknown.join(", ")}.`;
  return fields;
}
