import { reachedProduction } from "@connect-console/shared/reached-production";
import { followersOfAccount } from "./account-followers.ts";
import type { Attribution } from "../progress/claims.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import { isoTime } from "../iso-time.ts";
import { newsOf, noteExpiry } from "../notification/news.ts";
import { nextCheckAt, holdsSecret } from "../progress/schedule.ts";
import type { Repositories } from "../ports/store.ts";
import { deriveProgress } from "../progress/derive.ts";
import { type Observation, type TimelineDraft } from "../progress/observation.ts";
import { notifyPeople } from "../notification/notify.ts";

/** Somebody else wrote one of the rows in between. */
export class LostRace extends Error {
  override readonly name = "LostRace";
}

/** Writes what one look brought for one row, and tells whom it concerns (`notified`: their ids), inside the caller's transaction. Throws `LostRace`. */
export async function writeObservation(
  ctx: Context,
  tx: Repositories,
  row: ConnectSessionRow,
  read: Observation,
  { asked, pending }: { asked: boolean; pending: ReadonlySet<string> },
): Promise<{ row: ConnectSessionRow; notified: string[] }> {
  const now = ctx.clock.now();
  const seen = await withoutHeld(tx, row, read);
  const { derived, expiry } = deriveNow(row, seen, now);
  if (isNewlyLinked(row, derived.row)) await claimFor(ctx, tx, derived.row, seen);
  if (holdsSecret(row) && !holdsSecret(derived.row)) await tx.connectSessions.wipeSecrets(row.id);
  const every = ctx.live.checkEvery(derived.row);
  // counted from the begin of the look, so that the interval is the real one; a slow StackOne is not hurried
  const begun = Math.max(seen.attemptAt ?? seen.at, now - 1000);
  const next = nextCheckAt(derived.row, every, begun);
  // a look that was for another row of the owner does not put off this row's own
  const kept =
    !asked && next !== null && row.nextCheckAt !== null ? Math.min(next, row.nextCheckAt) : next;
  const written = await tx.connectSessions.update({ ...derived.row, nextCheckAt: kept });
  if (!written) throw new LostRace();
  const isPending = pending.has(derived.row.account?.id ?? "");
  await addTimeline(ctx, tx, row, isPending ? derived.timeline.map(byWebhook) : derived.timeline);
  const news = [...newsOf(row, written), ...expiry];
  const isTheirs = news.length > 0 && reachedProduction({ ...written, type: written.choices.type });
  const besides = isTheirs ? await followersOfAccount(tx, written, now) : [];
  return { row: written, notified: await notifyPeople(ctx, tx, written, news, { besides }) };
}

/** What follows from the look, and from the clock: a link that is not used and ends within a day. */
function deriveNow(row: ConnectSessionRow, seen: Observation, now: number) {
  const { timeline, ...derived } = deriveProgress(row, seen, now);
  const { row: noted, news: expiry } = noteExpiry(derived.row, now);
  return { derived: { row: noted, timeline }, expiry };
}

/** What the account proves was read because a webhook said so. */
function byWebhook(draft: TimelineDraft): TimelineDraft {
  return draft.evidence === "account" ? { ...draft, evidence: "webhook" } : draft;
}

async function addTimeline(
  ctx: Context,
  tx: Repositories,
  before: ConnectSessionRow,
  drafts: TimelineDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  const entries = drafts.map((draft) => ({
    ...draft,
    id: ctx.ids.next(),
    at: isoTime(draft.at),
    ...sinceLastCheck(before, draft),
    by: null,
  }));
  await tx.connectSessions.addTimeline(before.id, entries);
}

/** ms; a gap that is worth a word */
const longGap = 60_000;

/** What evidence shows may have happened at any moment since the look before; the clock's own entries are exact. */
function sinceLastCheck(
  { lastCheckedAt, startedAt, createdAt }: ConnectSessionRow,
  { at, evidence }: TimelineDraft,
): { since?: string } {
  const since = lastCheckedAt ?? (startedAt === null ? null : createdAt);
  if (evidence === "clock" || since === null || at - since < longGap) return {};
  return { since: isoTime(since) };
}

export function isNewlyLinked(before: ConnectSessionRow, after: ConnectSessionRow): boolean {
  return (
    before.memory.connectedAccountId !== after.memory.connectedAccountId ||
    before.memory.furtherAccountIds?.length !== after.memory.furtherAccountIds?.length
  );
}

/** What this look may count: an account, or a change of one, that another lineage holds is not this row's, and the rest of the look is written. */
async function withoutHeld(
  tx: Repositories,
  row: ConnectSessionRow,
  seen: Observation,
): Promise<Observation> {
  const attributions: Attribution[] = [];
  for (const attribution of seen.attributions)
    if (
      !attribution.certain ||
      attribution.evidence.kind === "attempt" ||
      !(await isHeld(tx, row, attribution))
    )
      attributions.push(attribution);
  return attributions.length === seen.attributions.length ? seen : { ...seen, attributions };
}

async function isHeld(
  { connectSessions }: Repositories,
  row: ConnectSessionRow,
  { evidence }: Attribution,
): Promise<boolean> {
  const claims = await connectSessions.claimsOfAccounts([evidence.account.id]);
  const owning = claims.find((one) => one.change === evidence.change);
  if (!owning || owning.connectSessionId === row.id) return false;
  const other = await connectSessions.get(owning.connectSessionId);
  return other?.lineageId !== row.lineageId;
}

/** An own authenticated attempt needs nobody's leave, and rows of one lineage share what the newest has. */
async function claimFor(
  ctx: Context,
  tx: Repositories,
  row: ConnectSessionRow,
  seen: Observation,
): Promise<void> {
  const newest = row.memory.furtherAccountIds?.at(-1) ?? row.memory.connectedAccountId;
  const attribution = seen.attributions.find(
    (one) => one.certain && one.evidence.account.id === newest,
  );
  if (!attribution) return;
  const { account, change } = attribution.evidence;
  const claimedAt = ctx.clock.now() + ctx.stackone.clockSkew();
  await tx.connectSessions.claim({
    accountId: account.id,
    change,
    connectSessionId: row.id,
    claimedAt,
  });
}
