import type { Outcome, OutcomeNote } from "@connect-console/shared/outcome";
import type { Choices } from "./facts.ts";
import { findProfile } from "./facts.ts";
import type { ProviderOutcome } from "./per-provider.ts";
import { accountName, either, profileName, profileWithVersion } from "./words.ts";

/** One sentence that says what the link will do; it begins with "Creates", "Edits", "Depends" or "Blocked". */
export function outcomeSentence(
  kind: Outcome["kind"],
  choices: Choices,
  perProvider: ProviderOutcome[],
  reasons: OutcomeNote[],
): string {
  switch (kind) {
    case "create":
      return createSentence(choices);
    case "edit":
      return editSentence(choices);
    case "depends":
      return dependsSentence(choices, perProvider);
    case "blocked":
      return `Blocked: ${reasons[0]?.message ?? ""}`;
    default:
      return kind satisfies never;
  }
}

function createSentence({
  facts,
  providerKey,
  providerName,
  provider,
  chosen,
  matches,
  categories,
}: Choices): string {
  const { owner, input } = facts;
  const test = input.type === "test" ? "test " : "";
  if (!providerKey)
    return `Creates a new ${test}account for ${owner.name} at ${anyProvider(categories)} that the customer chooses.`;
  const article = matches.length > 0 ? "another" : "a new";
  const profile = chosen?.profile ?? provider?.profiles.find((one) => one.isDefault === true);
  const using = provider && profile ? ` with ${profileName(provider, profile)}` : "";
  return `Creates ${article} ${test}account for ${owner.name} at ${providerName}${using}.`;
}

function editSentence({ facts, target, providerName, provider, chosen }: Choices): string {
  if (!target) return "";
  const test = target.type === "test" ? "test " : "";
  const known = findProfile(facts.providers, target.connectorProfileId)?.profile;
  const moves =
    chosen && target.connectorProfileId && target.connectorProfileId !== chosen.profile.id;
  const now = chosen?.profile ?? known;
  const using = moves
    ? ` and moves it from ${known ? profileWithVersion(known) : target.connectorProfileId} to ${profileWithVersion(chosen.profile)}`
    : provider && now
      ? ` with ${profileName(provider, now)}`
      : "";
  return `Edits the ${providerName} ${test}account ${accountName(target)} of ${target.ownerName}${using}.`;
}

function dependsSentence({ facts, categories }: Choices, perProvider: ProviderOutcome[]): string {
  const named = (kind: ProviderOutcome["kind"]) =>
    either(perProvider.filter((one) => one.kind === kind).map((one) => one.providerName));
  const edits = named("edit");
  const unclear = named("unclear");
  const parts = [
    ...(edits ? [`edits the account of ${facts.owner.name} at ${edits}`] : []),
    ...(unclear ? [`is unclear at ${unclear}, where there are several`] : []),
    edits || unclear
      ? "creates a new one at any other"
      : `creates a new account for ${facts.owner.name}`,
  ];
  return `Depends on ${anyProvider(categories)} that the customer chooses: ${parts.join(", ")}.`;
}

function anyProvider(categories: string[]): string {
  return categories.length > 0 ? `the provider (${either(categories)})` : "the provider";
}
