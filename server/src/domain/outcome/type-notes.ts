import type { OutcomeNote } from "@connect-console/shared/outcome";
import type { Choices } from "./facts.ts";
import type { ProviderOutcome } from "./per-provider.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { accountName, either } from "./words.ts";

const anotherAccount = { label: "Allow another account", set: { multiple: true } };

/**
 * Type is no part of StackOne's match, so a test link could open a production account (docs/rules.md, 4). For a person who may touch test accounts
 * only, an account of unknown type counts as a production one, and the customer's choice as if it were made.
 */
export function typeReasons(choices: Choices, perProvider: ProviderOutcome[]): OutcomeNote[] {
  const { target, facts } = choices;
  return target
    ? targetReasons(choices, target)
    : facts.testOnly
      ? choiceReasons(choices, perProvider)
      : [];
}

function targetReasons({ facts, providerName }: Choices, target: StackOneAccount): OutcomeNote[] {
  const { input, testOnly } = facts;
  const { type } = input;
  if (!type || target.type === type) return [];
  const isForbidden = testOnly && type === "test";
  if (target.type === null && !isForbidden) return [];
  const name = `${providerName} account ${accountName(target)}`;
  return [
    {
      code: "type_differs",
      message:
        target.type === null
          ? `StackOne doesn’t report the type of the ${name}, and your role works with test accounts only.`
          : `The ${name} is of type ${target.type}, and this link would be of type ${type}.`,
      cure: isForbidden
        ? { ...anotherAccount, set: { ...anotherAccount.set, accountId: null } }
        : { label: "Keep the account's type", set: { type: null } },
    },
  ];
}

function choiceReasons(choices: Choices, perProvider: ProviderOutcome[]): OutcomeNote[] {
  const { production, unknown } = reachedByChoice(choices, perProvider);
  const reached = [...production, ...unknown];
  if (reached.length === 0) return [];
  return [
    {
      code: "type_differs",
      message: `If the customer chooses ${namesOf(reached)}, this test link edits ${production.length > 0 ? "a production account" : "an account whose type StackOne doesn’t report"} of ${choices.facts.owner.name}. Your role works with test accounts only.`,
      cure: anotherAccount,
    },
  ];
}

/** Where a customer's choice may open an account of another type: typed to confirm where a test link would edit a production account. */
export function typeWarnings(choices: Choices, perProvider: ProviderOutcome[]): OutcomeNote[] {
  const { facts } = choices;
  const { input, owner, testOnly } = facts;
  const warn = (some: ProviderOutcome[], what: string, confirm?: string): OutcomeNote[] =>
    some.length === 0
      ? []
      : [
          {
            code: "type_may_differ",
            message: `If the customer chooses ${namesOf(some)}, this ${input.type ?? "production"} link edits ${what}.`,
            cure: anotherAccount,
            ...(confirm !== undefined && { confirm }),
          },
        ];
  if (input.type !== "test") {
    const isTest = ({ type }: StackOneAccount) => type !== null && type !== "production";
    return warn(
      perProvider.filter(({ matches }) => matches.some(isTest)),
      `a test account of ${owner.name}`,
    );
  }
  if (testOnly) return [];
  const { production, unknown } = reachedByChoice(choices, perProvider);
  return [
    ...warn(production, `a production account of ${owner.name}`, owner.name),
    ...warn(unknown, `an account of ${owner.name} whose type StackOne doesn’t report`),
  ];
}

/** The providers at which a test link, by the customer's choice, edits an account that is not of type test. */
function reachedByChoice({ facts }: Choices, perProvider: ProviderOutcome[]) {
  if (facts.input.type !== "test") return { production: [], unknown: [] };
  const isProduction = ({ matches }: ProviderOutcome) =>
    matches.some(({ type }) => type !== null && type !== "test");
  const isUnknown = ({ matches }: ProviderOutcome) => matches.some(({ type }) => type === null);
  return {
    production: perProvider.filter(isProduction),
    unknown: perProvider.filter((one) => !isProduction(one) && isUnknown(one)),
  };
}

function namesOf(some: ProviderOutcome[]): string {
  return either(some.map(({ providerName }) => providerName));
}
