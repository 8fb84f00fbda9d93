import type { OutcomeNote } from "@connect-console/shared/outcome";
import type { Choices } from "./facts.ts";
import { findProfile } from "./facts.ts";
import type { ProviderOutcome } from "./per-provider.ts";
import { either, profileName } from "./words.ts";

/** Where an edit could move the account although nobody asked for it (docs/rules.md, 5). */
export function profileWarnings({ target, chosen, provider, facts }: Choices): OutcomeNote[] {
  if (!target) return [];
  if (target.connectorProfileId) {
    if (findProfile(facts.providers, target.connectorProfileId) || chosen) return [];
    return [
      {
        code: "profile_not_listed",
        message:
          "StackOne does not list the connector profile that this account uses. The link carries it all the same.",
      },
    ];
  }
  const active = provider?.profiles.filter((profile) => profile.active !== false) ?? [];
  if (!provider || active.length < 2) return [];
  const next = chosen?.profile ?? provider.profiles.find((profile) => profile.isDefault === true);
  const used = next
    ? `${chosen ? "the chosen one" : "the default"}, ${profileName(provider, next)}`
    : "the default";
  return [
    {
      code: "profile_may_change",
      message: `StackOne does not say which connector profile this account uses. After this link it uses ${used}.`,
    },
  ];
}

/** The customer chooses the provider, so the account's profile cannot be carried. */
export function choiceWarnings(perProvider: ProviderOutcome[]): OutcomeNote[] {
  const edits = perProvider.flatMap(({ account, listed, providerName }) =>
    account ? [{ account, listed, providerName }] : [],
  );
  const moving = edits.filter(({ account, listed }) => {
    const fallback = listed?.profiles.find((profile) => profile.isDefault === true)?.id;
    const several =
      (listed?.profiles.filter((profile) => profile.active !== false).length ?? 0) > 1;
    return several && (account.connectorProfileId ?? undefined) !== fallback;
  });
  if (moving.length === 0) return [];
  const names = either(moving.map(({ providerName }) => providerName));
  return [
    {
      code: "profile_may_change",
      message: `If the customer chooses ${names}, the account may move to another connector profile.`,
      cure: { label: "Always make a new account", set: { multiple: true } },
    },
  ];
}

/** What StackOne did not say is "not known", never taken for granted (docs/rules.md, 6). */
export function notKnownWarnings({
  provider,
  providerKey,
  providerName,
  categories,
  target,
  chosen,
}: Choices): OutcomeNote[] {
  const warnings: OutcomeNote[] = [];
  const warn = (code: string, message: string) => warnings.push({ code, message });
  if (providerKey && !provider)
    warn(
      "provider_not_listed",
      `StackOne lists no connector profile for ${providerName}, so it may be switched off.`,
    );
  if (provider?.active === null)
    warn("provider_not_known", `StackOne does not say whether ${providerName} is switched on.`);
  if (chosen?.profile.active === null)
    warn(
      "profile_not_known",
      "StackOne does not say whether the connector profile is switched on.",
    );
  if (provider && categories.length > 0 && provider.categories.length === 0) {
    warn("categories_not_known", `StackOne does not say which categories ${providerName} offers.`);
  }
  const carried = chosen ?? target?.connectorProfileId;
  if (
    provider &&
    !carried &&
    provider.profiles.every((one) => one.isDefault !== true) &&
    provider.profiles.some((one) => one.isDefault === null)
  ) {
    warn(
      "default_not_known",
      `StackOne does not say which connector profile of ${providerName} is the default.`,
    );
  }
  if (target && target.type === null)
    warn(
      "type_not_known",
      "StackOne does not say whether this account is of type production or test.",
    );
  return warnings;
}
