import type { Outcome } from "@connect-console/shared/outcome";
import { isPastEnd } from "@connect-console/shared/progress-by-clock";
import { accountToApi } from "../account-sync/to-api.ts";
import type { Choices, OutcomeFacts } from "./facts.ts";
import { resolveChoices } from "./facts.ts";
import { outcomePerProvider } from "./per-provider.ts";
import { blockedReasons } from "./reasons.ts";
import { choicesOf, ownerOf } from "./choices.ts";
import { requestOf } from "../connect-session-request.ts";
import { outcomeSentence } from "./sentence.ts";
import { outcomeWarnings } from "./warnings.ts";
import type { StackOne, StackOneAccount } from "../ports/stackone.ts";

/** More than a person chooses from; the reason says how many there are. */
const candidatesAtMost = 50;

/** What the Hub will do with a connect session of these choices (docs/rules.md, 3 to 7). Pure: the same facts give the same outcome. */
export function predictOutcome(
  facts: OutcomeFacts,
  stackone: Pick<StackOne, "byStackOneNames">,
): Outcome {
  const choices = resolveChoices(facts);
  const customerChooses = !choices.providerKey && !choices.multiple;
  const perProvider = customerChooses ? outcomePerProvider(choices) : [];
  const reasons = blockedReasons(choices, perProvider);
  const kind = reasons.length > 0 ? "blocked" : kindOf(choices);
  const describe = (one: StackOneAccount) =>
    accountToApi(one, { openConnectSessionId: openLinkOf(facts, one) });
  const account = choices.target && describe(choices.target);
  return {
    kind,
    account,
    candidates:
      choices.target || choices.multiple
        ? []
        : choices.matches.slice(0, candidatesAtMost).map(describe),
    perProvider: perProvider.map((one) => ({
      provider: one.provider,
      kind: one.kind,
      account: one.account && describe(one.account),
    })),
    hubOpensAt: hubOpensAt(choices),
    sentence: outcomeSentence(kind, choices, perProvider, reasons),
    reasons,
    warnings: outcomeWarnings(choices, perProvider),
    request: stackone.byStackOneNames(
      requestOf({ owner: ownerOf(choices), choices: choicesOf(choices), predicted: { account } }),
    ),
  };
}

function kindOf({ target, providerKey, multiple }: Choices): Outcome["kind"] {
  if (target) return "edit";
  return providerKey || multiple ? "create" : "depends";
}

function hubOpensAt({ target, providerKey, categories }: Choices): Outcome["hubOpensAt"] {
  if (target) return "edit";
  if (providerKey) return "credentials";
  return categories.length > 0 ? "category" : "providers";
}

function openLinkOf({ openLinks, now }: OutcomeFacts, account: StackOneAccount): string | null {
  const open = openLinks.find(
    (row) =>
      (row.choices.accountId ?? row.predicted.account?.id) === account.id &&
      !isPastEnd(row.expiresAt, now),
  );
  return open?.id ?? null;
}
