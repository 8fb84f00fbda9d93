import type { OutcomeNote } from "@connect-console/shared/outcome";
import type { ConnectorProfile, Provider } from "@connect-console/shared/provider";
import { needsCustomer } from "../account-sync/needs-customer.ts";
import type { Choices } from "./facts.ts";
import { findProfile } from "./facts.ts";
import type { ProviderOutcome } from "./per-provider.ts";
import { typeReasons } from "./type-notes.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { accountName, profileName } from "./words.ts";

/** Why nothing may be created, each with its cure (docs/rules.md, 3, 4 and 6). Only what StackOne has said counts. */
export function blockedReasons(choices: Choices, perProvider: ProviderOutcome[]): OutcomeNote[] {
  return [
    ...accountReasons(choices),
    ...providerReasons(choices),
    ...typeReasons(choices, perProvider),
  ];
}

function accountReasons(choices: Choices): OutcomeNote[] {
  const { facts, matches, multiple } = choices;
  const { account, owner, input } = facts;
  const reasons: OutcomeNote[] = [];
  if (facts.tooManyAccounts !== undefined) {
    const { tooManyAccounts } = facts;
    const [many, most] = [tooManyAccounts.many, tooManyAccounts.most].map((count) =>
      count.toLocaleString("en-GB"),
    );
    reasons.push({
      code: "too_many_accounts",
      message: `${owner.name} has ${many} accounts. With its request budget the console can follow a link for an owner with at most ${most}. Choose the account to edit, or create the link in StackOne’s dashboard.`,
    });
  }
  if (account && account.ownerId !== owner.id) {
    reasons.push({
      code: "account_of_other_owner",
      message: `The account ${accountName(account)} belongs to ${account.ownerName}, not to ${owner.name}.`,
      cure: { label: "Clear the account to edit", set: { accountId: null } },
    });
  }
  if (account && input.provider && input.provider !== account.provider) {
    reasons.push({
      code: "account_of_other_provider",
      message: `The account ${accountName(account)} is at ${account.providerName ?? account.provider}, not at ${nameOf(choices, input.provider)}.`,
      cure: {
        label: `Use ${account.providerName ?? account.provider}`,
        set: { provider: account.provider },
      },
    });
  }
  if (!account && !multiple && matches.length > 1) {
    reasons.push({
      code: "several_accounts",
      message: `${owner.name} has ${matches.length} accounts at ${choices.providerName}, and StackOne does not say which one it would edit. Choose the account to edit, or allow another account.`,
      cure: cureOfSeveral(matches),
    });
  }
  return reasons;
}

/** Where one of them alone is broken, that is the one to repair; else a new account is the choice that harms none. */
function cureOfSeveral(matches: StackOneAccount[]): OutcomeNote["cure"] {
  const [broken, ...others] = matches.filter(needsCustomer);
  return broken && others.length === 0
    ? { label: `Edit ${accountName(broken)}`, set: { accountId: broken.id } }
    : { label: "Allow another account", set: { multiple: true } };
}

function providerReasons(choices: Choices): OutcomeNote[] {
  const { provider, categories, chosen, providerKey, providerName } = choices;
  const reasons: OutcomeNote[] = [];
  const foreign = chosen && chosen.provider.key !== providerKey;
  if (foreign) {
    reasons.push({
      code: "profile_of_other_provider",
      message: `${profileName(chosen.provider, chosen.profile)} is a profile of ${chosen.provider.name}, not of ${providerName}.`,
      cure: { label: "Clear the connector profile", set: { connectorProfileId: null } },
    });
  }
  if (!provider) return reasons;
  if (provider.active === false) {
    reasons.push({
      code: "provider_disabled",
      message: `${provider.name} is switched off in StackOne.`,
      cure: { label: "Choose another provider", set: noProvider },
    });
  } else if (!foreign) reasons.push(...profileReasons(choices, provider));
  const lacking =
    provider.categories.length > 0
      ? categories.filter((one) => !provider.categories.includes(one))
      : [];
  if (lacking.length > 0) {
    const rest = categories.filter((one) => !lacking.includes(one));
    reasons.push({
      code: "category_not_offered",
      message: `${provider.name} does not offer ${lacking.join(", ")}, only ${provider.categories.join(", ")}.`,
      cure: {
        label: `Leave out ${lacking.join(", ")}`,
        set: { categories: rest.length > 0 ? rest : null },
      },
    });
  }
  return reasons;
}

const noProvider = { provider: null, connectorProfileId: null, accountId: null };

function profileReasons({ chosen, target, facts }: Choices, provider: Provider): OutcomeNote[] {
  const active = provider.profiles.filter((profile) => profile.active !== false);
  const cure = cureByProfile(provider, active);
  const used = chosen?.profile ?? findProfile(facts.providers, target?.connectorProfileId)?.profile;
  const fallback = provider.profiles.find((profile) => profile.isDefault === true);
  const effective = used ?? (target?.connectorProfileId ? undefined : fallback);
  if (effective?.active === false) {
    return [
      {
        code: "profile_inactive",
        message: `${profileName(provider, effective)} is switched off in StackOne.`,
        cure,
      },
    ];
  }
  const none = !used && !target?.connectorProfileId && !fallback;
  if (none && provider.profiles.every((profile) => profile.isDefault === false)) {
    return [
      {
        code: "no_default_profile",
        message: `${provider.name} has no default connector profile, so one must be chosen.`,
        cure,
      },
    ];
  }
  return [];
}

function cureByProfile(provider: Provider, active: ConnectorProfile[]): OutcomeNote["cure"] {
  const best = active.find((profile) => profile.isDefault === true) ?? active[0];
  return best
    ? { label: `Use ${profileName(provider, best)}`, set: { connectorProfileId: best.id } }
    : { label: "Choose another provider", set: noProvider };
}

function nameOf({ facts }: Choices, key: string): string {
  return facts.providers.find((provider) => provider.key === key)?.name ?? key;
}
