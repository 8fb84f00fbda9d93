import { isInternalNote } from "@connect-console/shared/internal-note";
import type { TimelineEntry } from "@connect-console/shared/connect-session";
import { maskSecrets } from "@connect-console/shared/secret-text";
import type { SupportBundle, Versions } from "@connect-console/shared/support-bundle";
import { findConnectSession } from "./change.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { isoTime, isoTimeOrNull } from "../iso-time.ts";

/** More than one link sees in its life. */
const actsAtMost = 200;
const masked = "[masked]";

/** Everything about a connect session that helps somebody outside, without secrets and without names of staff. `not_found`. */
export async function readSupportBundle(
  ctx: StaffContext,
  id: string,
  versions: Versions,
): Promise<SupportBundle> {
  const { connectSessions, audit } = ctx.store;
  const row = await findConnectSession(ctx.store, id);
  const held = await connectSessions.readSecrets(id);
  const token = await connectSessions.readToken(id);
  const { items: acts } = await audit.list({ target: [id], limit: actsAtMost });
  const bundle: SupportBundle = {
    versions,
    stackone: {
      kind: ctx.stackone.kind,
      host: ctx.stackone.host,
      projectId: (await ctx.store.upstream())?.projectId ?? null,
    },
    connectSession: describe(row),
    timeline: (await connectSessions.timeline(id)).filter(isForOutside).map(withoutPerson),
    acts: acts.map(({ at, action, outcome, requestId }) => ({ at, action, outcome, requestId })),
    exchange: exchangeOf(ctx.stackone, row),
  };
  // what the console still holds is taken out of every text there is, wherever it came from
  return without(
    bundle,
    [held?.authLink, token].flatMap((secret) => secret ?? []),
  );
}

function describe(row: ConnectSessionRow): SupportBundle["connectSession"] {
  return {
    id: row.id,
    version: row.version,
    stackoneId: row.stackoneId,
    supersedes: row.supersedes,
    supersededBy: row.supersededBy,
    type: row.choices.type,
    createdAt: isoTime(row.createdAt),
    expiresAt: isoTimeOrNull(row.expiresAt),
    lastCheckedAt: isoTimeOrNull(row.lastCheckedAt),
    progress: row.progress,
    problems: row.problems.map(({ code, message }) => ({ code, message: maskSecrets(message) })),
    checks: row.checks,
    outcome: { kind: row.predicted.kind, sentence: row.predicted.sentence },
  };
}

const isForOutside = (entry: TimelineEntry) => entry.evidence !== "staff" || !isInternalNote(entry);

function withoutPerson(entry: TimelineEntry): SupportBundle["timeline"][0] {
  const { at, progress, evidence, code, text } = entry;
  return { at, progress, evidence, code, text: maskSecrets(text) };
}

function exchangeOf(
  stackone: StaffContext["stackone"],
  row: ConnectSessionRow,
): SupportBundle["exchange"] {
  const { attempt, account, predicted } = row;
  return {
    request: predicted.request,
    answer: answerOf(stackone, row),
    attempt: attempt && {
      ...attempt,
      errorDescription: attempt.errorDescription && maskSecrets(attempt.errorDescription),
    },
    account: account && {
      ...account,
      statusReasons: account.statusReasons.map((reason) => ({
        ...reason,
        description: reason.description && maskSecrets(reason.description),
      })),
    },
  };
}

/** The 201 by StackOne's own names; what it did not echo is left out, and of a row of an older console nothing of the echo is known. */
function answerOf(
  stackone: StaffContext["stackone"],
  { stackoneId, startedAt, echo }: ConnectSessionRow,
): Record<string, unknown> | null {
  if (stackoneId === null) return null;
  return stackone.byStackOneNames({
    ...echo,
    id: stackoneId,
    createdAt: isoTimeOrNull(startedAt),
    token: masked,
    authLink: masked,
  });
}

/** The same value with these texts taken out of every string in it. */
function without<Value>(value: Value, secrets: string[]): Value {
  if (secrets.length === 0) return value;
  const taken = (part: unknown): unknown => {
    if (typeof part === "string")
      return secrets.reduce((text, secret) => text.replaceAll(secret, masked), part);
    if (Array.isArray(part)) return part.map(taken);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, taken(each)]));
  };
  return taken(value) as Value;
}
