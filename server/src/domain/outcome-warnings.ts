import type { OutcomeNote } from "@connect-console/shared/outcome";
import type { Choices } from "./outcome-facts.ts";
import { findProfile } from "./outcome-facts.ts";
import type { ProviderOutcome } from "./outcome-per-provider.ts";
import { accountName, either, profileName } from "./outcome-words.ts";
import { isOpen } from "./progress-moves.ts";

/** What may go wrong although nothing forbids it (design, rules 3 to 7); `perProvider` is empty unless the customer chooses. */
export function outcomeWarnings(choices: Choices, perProvider: ProviderOutcome[]): OutcomeNote[] {
  return [
    ...multipleWarnings(choices),
    ...ownerWarnings(choices),
    ...openLinkWarnings(choices),
    ...profileWarnings(choices),
    ...choiceWarnings(choices, perProvider),
    ...notKnownWarnings(choices),
  ];
}

function multipleWarnings({ facts, multiple, providerKey }: Choices): OutcomeNote[] {
  const { input, account, accounts } = facts;
  if (input.multiple && account) {
    return [
      {
        code: "multiple_ignored",
        message: "“Allow another account” has no effect beside an account to edit.",
        cure: { label: "Switch it off", set: { multiple: null } },
      },
    ];
  }
  const like = accounts.some(
    ({ provider, label }) => label === input.label && (!providerKey || provider === providerKey),
  );
  if (!multiple || (input.label && !like)) return [];
  return [
    {
      code: "label_recommended",
      message: "Give the new account a label of its own, so that it can be told apart later.",
    },
  ];
}

function ownerWarnings({ facts, providerKey, providerName }: Choices): OutcomeNote[] {
  const { owner, account, accounts } = facts;
  const warnings: OutcomeNote[] = [];
  const names = account ? [account.ownerName] : accounts.map(({ ownerName }) => ownerName);
  for (const name of new Set(names.filter((one) => one !== owner.name))) {
    const there = accounts.filter((one) => one.ownerName === name && one.provider === providerKey);
    const [only, ...others] = there;
    const effect = account
      ? "The link carries that name."
      : `StackOne matches the exact name, so this link does not edit what is there${only ? ` at ${providerName}` : ""}.`;
    warnings.push({
      code: "other_name",
      message: `The id ${owner.id} also stands under the name “${name}”, with accounts. ${effect}`,
      ...(!account &&
        only &&
        others.length === 0 && {
          cure: { label: `Edit ${accountName(only)}`, set: { accountId: only.id } },
        }),
    });
  }
  for (const { id, name } of facts.nearEqualOwners) {
    const same = name === owner.name;
    warnings.push({
      code: same ? "same_name_other_id" : "near_equal_name",
      message: same
        ? `Another owner has the same name: ${name} (${id}). This link is for ${owner.id}.`
        : `Another owner is called nearly the same: ${name} (${id}). This link is for ${owner.name} (${owner.id}).`,
      cure: { label: `Use ${name} (${id})`, set: { ownerId: id, accountId: null } },
    });
  }
  return warnings;
}

function openLinkWarnings({ facts, providerKey, providerName }: Choices): OutcomeNote[] {
  const { openLinks, owner, account, now } = facts;
  const open = openLinks.filter(
    (row) =>
      row.owner.id === (account?.ownerId ?? owner.id) &&
      isOpen(row.progress) &&
      !row.supersededBy &&
      (row.expiresAt === null || row.expiresAt > now) &&
      (account && row.accountId
        ? row.accountId === account.id
        : row.provider === (providerKey ?? null)),
  );
  return open.slice(0, 1).map((row) => ({
    code: "open_link",
    message: `There is an open link for ${owner.name}${providerKey ? ` and ${providerName}` : ""} already, made by ${row.createdBy.name}.`,
    cure: { label: "Open that link", connectSessionId: row.id },
  }));
}

/** Where an edit could move the account although nobody asked for it (design, rule 5). */
function profileWarnings({ target, chosen, provider, facts }: Choices): OutcomeNote[] {
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

/** The customer chooses the provider, so neither the account's type nor its profile can be carried. */
function choiceWarnings({ facts }: Choices, perProvider: ProviderOutcome[]): OutcomeNote[] {
  const type = facts.input.type ?? "production";
  const edits = perProvider.flatMap(({ account, listed, providerName }) =>
    account ? [{ account, listed, providerName }] : [],
  );
  const ofOtherType = edits.filter(({ account }) => account.type !== null && account.type !== type);
  const moving = edits.filter(({ account, listed }) => {
    const fallback = listed?.profiles.find((profile) => profile.isDefault === true)?.id;
    const several =
      (listed?.profiles.filter((profile) => profile.active !== false).length ?? 0) > 1;
    return several && (account.connectorProfileId ?? undefined) !== fallback;
  });
  const cure = { label: "Always make a new account", set: { multiple: true } };
  const names = (some: typeof edits) => either(some.map(({ providerName }) => providerName));
  return [
    ...(ofOtherType.length > 0
      ? [
          {
            code: "type_may_differ",
            message: `If the customer chooses ${names(ofOtherType)}, this ${type} link opens an account of another type.`,
            cure,
          },
        ]
      : []),
    ...(moving.length > 0
      ? [
          {
            code: "profile_may_change",
            message: `If the customer chooses ${names(moving)}, the account may move to the default connector profile.`,
            cure,
          },
        ]
      : []),
  ];
}

/** What StackOne did not say is "not known", never taken for granted (design, rule 6). */
function notKnownWarnings({
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
