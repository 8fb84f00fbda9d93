import { chosenIn } from "@connect-console/shared/choices";
import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import type { Outcome } from "@connect-console/shared/outcome";
import { actorReference } from "../audit-entry.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import type { OutcomeFacts } from "../outcome/facts.ts";
import { accountsThatMatter } from "../progress/targets.ts";
import { resolveChoices } from "../outcome/facts.ts";
import { buildRequest } from "../outcome/request.ts";

/** The intent: the row as it stands before StackOne is asked (docs/rules.md, 10). `reissued` is the row that it replaces. */
export function newConnectSessionRow(
  ctx: StaffContext,
  facts: OutcomeFacts,
  predicted: Outcome,
  reissued: ConnectSessionRow | null,
): ConnectSessionRow {
  const { input } = facts;
  const choices = resolveChoices(facts);
  const request = buildRequest(choices);
  const accountId = request.account_id ?? null;
  const multiple = request.multiple ?? false;
  const id = ctx.ids.next();
  const now = ctx.clock.now();
  return {
    id,
    version: 1,
    lineageId: reissued?.lineageId ?? id,
    supersedes: reissued?.id ?? null,
    supersededBy: null,
    owner: { id: request.origin_owner_id, name: request.origin_owner_name },
    provider: request.provider ?? null,
    categories: request.categories ?? [],
    connectorProfileId: request.connector_profile_id ?? null,
    accountId,
    multiple,
    label: input.label || null,
    username: input.username || null,
    type: request.type ?? input.type ?? "production",
    metadata: request.metadata ?? null,
    expiresIn: input.expiresIn,
    createdBy: actorReference(ctx.actor),
    // the matter goes on where it was
    assignee: reissued?.assignee ?? null,
    ticket: reissued?.ticket ?? null,
    ...(choices.providerName && { providerName: choices.providerName }),
    predicted,
    defaultProfiles: defaultProfilesOf(facts, request.provider),
    request,
    baseline: {
      takenAt: facts.now + ctx.stackone.clockSkew(),
      accounts: accountsThatMatter({ accountId, multiple, predicted, request }, facts.accounts),
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
  provider: string | undefined,
): Record<string, string> {
  const possible = providers.filter(({ key }) => provider === undefined || key === provider);
  return Object.fromEntries(
    possible.flatMap(({ key, profiles }): [string, string][] => {
      const found = profiles.find(({ isDefault }) => isDefault === true);
      return found ? [[key, found.id]] : [];
    }),
  );
}

/** The choices that a row was made from, with another expiry (seconds) where one is given. */
export function choicesOf(
  row: ConnectSessionRow,
  expiresIn: number = row.expiresIn,
): ConnectSessionInput {
  return {
    ...chosenIn(row),
    expiresIn,
    ...(row.metadata !== null && { metadata: row.metadata }),
  };
}
