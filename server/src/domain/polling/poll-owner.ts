import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import { inTurn } from "./queue.ts";
import { planOwner, poolOf, type OwnerReading, type Plan } from "./plan.ts";
import { isNewlyLinked, LostRace, writeObservation } from "./apply.ts";
import { markSharedAccount } from "./shared-account.ts";
import { type Purpose, StackOneError } from "../ports/stackone.ts";
import { readAttemptOf } from "./read-attempt.ts";
import type { Repositories } from "../ports/store.ts";
import { refreshedAccounts } from "../account-sync/refreshed-accounts.ts";
import { relevantReading } from "./relevant-accounts.ts";

export interface PollOptions {
  purpose: Purpose;
  /** rows that this look was for: judged although nothing follows them any more, and their next look is set anew */
  asked?: readonly string[];
  /** accounts of which StackOne's webhook said just before that they changed */
  pending?: ReadonlySet<string>;
  /** written in the same transaction (say, the audit entry of the person who asked) */
  alongside?: (tx: Repositories) => Promise<void>;
}

/** More often than this nobody is faster than us by chance. */
const triesAtMost = 3;

/**
 * Applies what was read of one owner id to all rows that evidence may still move: rows, claims, timeline and the wipe of secrets in one
 * transaction; afterwards tells the open pages. Asks StackOne for what the claims need to be decided; may throw StackOneError, or LostRace
 * where others were faster each time; then nothing is written.
 */
export function pollOwner(
  ctx: Context,
  ownerId: string,
  reading: OwnerReading,
  options: PollOptions,
): Promise<void> {
  return inTurn(ctx, ownerId, async () => {
    const known = await readWhatIsMissing(ctx, ownerId, reading, options);
    for (let tries = 1; ; tries += 1) {
      try {
        const { changed, notified } = await ctx.store.transaction((tx) =>
          applyReading(ctx, tx, ownerId, known, options),
        );
        for (const row of changed) ctx.live.changed(row);
        ctx.notify.changed(notified);
        return;
      } catch (error) {
        if (!(error instanceof LostRace)) throw error;
        // a look that wrote nothing is none: who asked hears of it, and the next one comes later
        if (tries === triesAtMost) throw error;
      }
    }
  });
}

async function applyReading(
  ctx: Context,
  tx: Repositories,
  ownerId: string,
  reading: OwnerReading,
  options: PollOptions,
): Promise<{ changed: ConnectSessionRow[]; notified: string[] }> {
  const { rows, plan } = await planNow(ctx, tx, ownerId, reading, options);
  const changed: ConnectSessionRow[] = [];
  const notified: string[] = [];
  const linked: ConnectSessionRow[] = [];
  // newest first: within one lineage the newest row gets the claim
  for (const row of rows.toSorted((a, b) => b.createdAt - a.createdAt)) {
    const seen = plan.seen.get(row.id);
    if (
      !seen ||
      !(
        seen.attempt ||
        seen.accounts ||
        seen.unreadableAt !== undefined ||
        seen.attributions.length > 0
      )
    )
      continue;
    const written = await writeObservation(ctx, tx, row, seen, {
      asked: options.asked?.includes(row.id) ?? false,
      pending: options.pending ?? new Set(),
    });
    changed.push(written.row);
    notified.push(...written.notified);
    if (isNewlyLinked(row, written.row)) linked.push(written.row);
  }
  // after all rows are written, since it changes some of them once more
  for (const row of linked) {
    const shared = await markSharedAccount(ctx, tx, row);
    changed.push(...shared.changed);
    notified.push(...shared.notified);
  }
  await options.alongside?.(tx);
  return { changed, notified };
}

/** A few rounds: attempts of rows that share an account, accounts that attempts name, and what is known of a hint's provider. */
async function readWhatIsMissing(
  ctx: Context,
  ownerId: string,
  reading: OwnerReading,
  options: PollOptions,
): Promise<OwnerReading> {
  let known = reading;
  for (let round = 0; round < 3; round += 1) {
    const { rows, plan } = await planNow(ctx, ctx.store, ownerId, known, options);
    if (
      plan.unreadAttempts.length + plan.unreadAccounts.length + plan.unknownProviders.length ===
      0
    )
      return known;
    known = await readMore(ctx, rows, plan, known, options.purpose);
  }
  return known;
}

async function readMore(
  ctx: Context,
  rows: ConnectSessionRow[],
  plan: Plan,
  known: OwnerReading,
  purpose: Purpose,
): Promise<OwnerReading> {
  const attempts = new Map(known.attempts);
  for (const id of plan.unreadAttempts) {
    const row = rows.find((one) => one.id === id);
    if (row) attempts.set(id, await readAttemptOf(ctx, row, purpose));
  }
  const named = new Map(known.named);
  const unreadableNamed = new Set(known.unreadableNamed);
  for (const id of plan.unreadAccounts) {
    try {
      named.set(id, await ctx.stackone.readAccount(id, purpose));
    } catch (error) {
      // such a record may stay as it is for ever: it must not keep back what else was read
      if (!(error instanceof StackOneError && error.unreadable)) throw error;
      unreadableNamed.add(id);
    }
  }
  const refreshing = new Map(known.refreshing);
  for (const provider of plan.unknownProviders) {
    const { items } = await ctx.store.connectSessions.list({
      provider: [provider],
      limit: 200,
      now: ctx.clock.now(),
    });
    refreshing.set(
      provider,
      [...rows, ...items].some((row) => row.choices.provider === provider && row.attempt !== null),
    );
  }
  if (plan.unknownProviders.length === 0) return { ...known, attempts, named, unreadableNamed };
  const ownerId = rows.map((row) => row.owner.id).slice(0, 1);
  const all = await ctx.store.connectSessions.list({ ownerId, limit: 200, now: ctx.clock.now() });
  const selfUpdating = new Set([
    ...all.items.flatMap((row) => row.memory.selfUpdating ?? []),
    ...refreshedAccounts(poolOf(known), await ctx.stackone.listProviders(purpose)),
  ]);
  return { ...known, attempts, named, unreadableNamed, refreshing, selfUpdating };
}

async function planNow(
  ctx: Context,
  tx: Repositories,
  ownerId: string,
  reading: OwnerReading,
  options: PollOptions,
): Promise<{ rows: ConnectSessionRow[]; plan: Plan }> {
  const now = ctx.clock.now();
  const only = reading.accounts?.only;
  const isConcerned = ({ choices }: ConnectSessionRow) =>
    only === undefined || (choices.accountId !== null && only.has(choices.accountId));
  const followed = await tx.connectSessions.followedOfOwner(ownerId, now);
  const rows = followed.filter(isConcerned);
  for (const id of options.asked ?? []) {
    const row = rows.some((one) => one.id === id) ? undefined : await tx.connectSessions.get(id);
    if (row && row.owner.id === ownerId) rows.push(row);
  }
  const relevant = relevantReading(rows, reading);
  const ids = poolOf(relevant).map(({ id }) => id);
  const claims = ids.length > 0 ? await tx.connectSessions.claimsOfAccounts(ids) : [];
  const selfUpdating = new Set([
    ...(reading.selfUpdating ?? []),
    ...rows.flatMap((row) => row.memory.selfUpdating ?? []),
  ]);
  const gone = [...reading.named].flatMap(([id, account]) => (account === null ? id : []));
  const around = {
    now,
    deletedHere: await deletedHere(tx, gone),
    skew: ctx.stackone.clockSkew(),
    follow: ctx.stackone.follow,
    claims,
    selfUpdating,
  };
  return { rows, plan: planOwner(rows, relevant, around) };
}

/** Which of these accounts a press in the console deleted, or may have. */
async function deletedHere(
  { accountDeletions }: Repositories,
  accountIds: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const id of accountIds) if (await accountDeletions.newestOf(id)) found.add(id);
  return found;
}
