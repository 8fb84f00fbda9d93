import { chosenIn } from "@connect-console/shared/choices";
import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import type { Outcome } from "@connect-console/shared/outcome";
import { actorReference } from "../audit-entry.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import type { OutcomeFacts } from "../outcome/facts.ts";
import { accountsThatMatter } from "../progress/targets.ts";
import { resolveChoices } from "../outcome/facts.ts";
import { choicesOf, ownerOf } from "../outcome/choices.ts";

/** The intent: the row as it stands before StackOne is asked (docs/rules.md, 10). `reissued` is the row that it replaces. */
export function newConnectSessionRow(
  ctx: StaffContext,
  facts: OutcomeFacts,
  predicted: Outcome,
  reissued: ConnectSessionRow | null,
): ConnectSessionRow {
  const resolved = resolveChoices(facts);
  const choices = choicesOf(resolved);
  const owner = ownerOf(resolved);
  const id = ctx.ids.next();
  const now = ctx.clock.now();
  return {
    id,
    version: 1,
    lineageId: reissued?.lineageId ?? id,
    supersedes: reissued?.id ?? null,
    supersededBy: null,
    owner,
    choices,
    createdBy: actorReference(ctx.actor),
    // the matter goes on where it was
    assignee: reissued?.assignee ?? null,
    ticket: reissued?.ticket ?? null,
    ...(resolved.providerName && { providerName: resolved.providerName }),
    predicted,
    defaultProfiles: defaultProfilesOf(facts, choices.provider),
    baseline: {
      takenAt: facts.now + ctx.stackone.clockSkew(),
      accounts: accountsThatMatter({ owner, choices, predicted }, facts.accounts),
    },
    createdAt: now,
    stackoneId: null,
    startedAt: null,
    endsAt: null,
    expiresAt: null,
    progress: "creating",
    progressSince: now,
    attempt: null,
    account: predicted.account,
    checks: [],
    problems: [],
    memory: {},
    linkMask: null,
    linkHeld: false,
    lastCheckedAt: null,
    nextCheckAt: null,
    activeAt: now,
    followUntil: null,
  };
}

/** The default profile of the link's provider, or of each that the customer may choose. */
function defaultProfilesOf(
  { providers }: OutcomeFacts,
  provider: string | null,
): Record<string, string> {
  const possible = providers.filter(({ key }) => provider === null || key === provider);
  return Object.fromEntries(
    possible.flatMap(({ key, profiles }): [string, string][] => {
      const found = profiles.find(({ isDefault }) => isDefault === true);
      return found ? [[key, found.id]] : [];
    }),
  );
}

/** The choices that a row was made from, with another expiry (seconds) where one is given. */
export function inputOf(
  row: ConnectSessionRow,
  expiresIn: number = row.choices.expiresIn,
): ConnectSessionInput {
  const { owner, predicted, choices } = row;
  return chosenIn({ owner, predicted, ...choices, expiresIn });
}
