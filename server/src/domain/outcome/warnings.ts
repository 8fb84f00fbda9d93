import type { OutcomeNote } from "@connect-console/shared/outcome";
import type { Choices } from "./facts.ts";
import { openLinkWarnings } from "./open-link.ts";
import type { ProviderOutcome } from "./per-provider.ts";
import { choiceWarnings, notKnownWarnings, profileWarnings } from "./profile-warnings.ts";
import { statusWarnings } from "./status-warnings.ts";
import { typeWarnings } from "./type-notes.ts";
import { accountName } from "./words.ts";

/** What may go wrong although nothing forbids it (docs/rules.md, 3 to 7); `perProvider` is empty unless the customer chooses. */
export function outcomeWarnings(choices: Choices, perProvider: ProviderOutcome[]): OutcomeNote[] {
  return [
    ...multipleWarnings(choices),
    ...ownerWarnings(choices),
    ...openLinkWarnings(choices),
    ...statusWarnings(choices, perProvider),
    ...profileWarnings(choices),
    ...typeWarnings(choices, perProvider),
    ...choiceWarnings(perProvider),
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
  const own = accounts.filter(({ ownerId }) => ownerId === owner.id);
  const names = own.map(({ ownerName }) => ownerName);
  for (const name of new Set(names.filter((one) => one !== owner.name))) {
    const there = own.filter((one) => one.ownerName === name && one.provider === providerKey);
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
  for (const { id, name, accounts: there } of facts.nearEqualOwners) {
    const same = name === owner.name;
    const other = same ? "has the same name" : "is called nearly the same";
    const apart =
      there > 0
        ? ` StackOne matches id and exact name, so it does not find the ${there === 1 ? "account" : `${there} accounts`} there.`
        : "";
    warnings.push({
      code: same ? "same_name_other_id" : "near_equal_name",
      message: `Another owner ${other}: ${name} (${id}). This link is for ${owner.name} (${owner.id}).${account ? "" : apart}`,
      cure: { label: `Use ${name} (${id})`, set: { ownerId: id, accountId: null } },
    });
  }
  return warnings;
}
