import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import type { Context } from "../domain/context.ts";
import type { Look } from "../domain/polling/poll-connect-session.ts";
import { recentAccountsOfOwner } from "../domain/owner/recent-accounts.ts";
import { observeOwner } from "../domain/polling/poll-owner.ts";
import type { OwnerReading } from "../domain/polling/plan.ts";
import { elapsedOf } from "../domain/ports/clock.ts";
import { readAttemptOf } from "../domain/polling/read-attempt.ts";
import {
  StackOneError,
  type AttemptReading,
  type StackOneAccount,
} from "../domain/ports/stackone.ts";
import { createBackOff } from "./back-off.ts";
import type { Feed } from "../live/feed.ts";
import { toldAttemptDue, unwatchedAttemptDue, watchedLook } from "./pace.ts";
import type { ToldOwners } from "./pending-owners.ts";

/** StackOne's limit is generous; a URL's length is not. */
const ownersAtOnce = 50;

export interface Looker {
  isPaused(): boolean;
  /** Starts the looks at these rows: watched owners each on their own, the others together. Owners that are being looked at are left out. */
  looksFor(due: ConnectSessionRow[]): Promise<void>[];
  stop(): void;
}

/** Turns due rows into calls of StackOne and hands the answers to the domain. */
export function createLooker(
  ctx: Context,
  feed: Feed,
  toldOwners: ToldOwners,
  random: () => number,
  onLook: (rows: number) => void,
  /** seconds; null: no list shows the row */
  listedEvery: (row: ConnectSessionRow) => number | null = () => null,
): Looker {
  const busy = new Set<string>();
  const backOff = createBackOff(ctx, random, feed.isWatched);
  let stopped = false;
  const isDone = () => stopped || backOff.isPaused();

  /** Reads the attempts and hands everything of one owner on. A failed attempt does not lose the accounts. */
  const lookAtOwner = async (
    rows: ConnectSessionRow[],
    attemptsOf: ConnectSessionRow[],
    accounts: OwnerReading["accounts"],
    told: ReadonlySet<string>,
  ): Promise<void> => {
    const owner = rows[0]?.owner.id;
    if (owner === undefined) return;
    const attempts = new Map<string, { at: number; reading: AttemptReading }>();
    let failure: Error | undefined;
    for (const row of attemptsOf) {
      if (isDone()) break;
      try {
        attempts.set(row.id, await readAttemptOf(ctx, row, "watch"));
      } catch (error) {
        failure = error instanceof Error ? error : new Error("a look failed", { cause: error });
        if (error instanceof StackOneError && error.failure === "rate_limited") break;
      }
    }
    const asked = rows.map((row) => row.id);
    if (accounts || attempts.size > 0)
      await observeOwner(
        ctx,
        owner,
        { accounts, attempts, named: new Map(), refreshing: new Map() },
        { purpose: "watch", asked, told },
      );
    if (failure) throw failure;
  };

  const lookAtWatched = async (
    ownerId: string,
    rows: ConnectSessionRow[],
    told: ReadonlySet<string>,
  ): Promise<void> => {
    const now = ctx.clock.now();
    const { follow } = ctx.stackone;
    const looks = rows.map((row) => ({ row, look: lookFor(row, follow, now) }));
    const wantsAccounts = told.size > 0 || looks.some(({ look }) => look.accounts);
    let hole: StackOneError | undefined;
    const noteHole = (_: string[], why: StackOneError) => (hole = why);
    const read = async () => {
      const items = await ctx.stackone.listAccountsOfOwners([ownerId], "watch", noteHole);
      // a list with holes is nobody else's
      if (hole) throw hole;
      return items;
    };
    const readNow = async () => ({ at: now, items: await read() });
    // what a webhook tells of is newer than anything read before
    const reading = told.size > 0 ? readNow : () => recentAccountsOfOwner(ctx, ownerId, read);
    const accounts = wantsAccounts
      ? await reading().catch((error: unknown) => {
          if (hole) return null;
          throw error;
        })
      : null;
    await lookAtOwner(
      rows,
      looks.flatMap(({ row, look }) => (look.attempt ? [row] : [])),
      accounts,
      told,
    );
    if (hole) throw hole;
  };

  const lookFor = (row: ConnectSessionRow, follow: "attempts" | "accounts", now: number): Look => {
    // a row that is not due is looked at because of a webhook, which speaks of accounts
    if ((row.nextLookAt ?? Number.POSITIVE_INFINITY) > now)
      return { attempt: toldAttemptDue(row, follow, now), accounts: true };
    return feed.isWatched(row.id)
      ? watchedLook(row, follow, now)
      : {
          attempt: unwatchedAttemptDue(row, follow, now, listedEvery(row) ?? undefined),
          accounts: true,
        };
  };

  const lookAtUnwatched = async (owners: ConnectSessionRow[][]): Promise<void> => {
    const at = ctx.clock.now();
    const ids = owners.flatMap(([row]) => (row ? [row.owner.id] : []));
    const told = new Map(ids.map((id) => [id, toldOwners.take(id, elapsedOf(ctx.clock))]));
    let byOwner: Map<string, StackOneAccount[]> | undefined;
    const holes = new Map<string, StackOneError>();
    const noteHole = (ownerIds: string[], why: StackOneError) => {
      for (const id of ownerIds) holes.set(id, why);
    };
    await backOff.guard(owners.flat(), async () => {
      const all = await ctx.stackone.listAccountsOfOwners(ids, "watch", noteHole);
      byOwner = Map.groupBy(all, (account) => account.ownerId);
    });
    for (const [index, rows] of owners.entries()) {
      if (!byOwner || isDone()) {
        for (const id of ids.slice(index)) toldOwners.giveBack(id, told.get(id) ?? new Set());
        return;
      }
      const ownerId = rows[0]?.owner.id ?? "";
      const items = byOwner.get(ownerId) ?? [];
      const accountIds = told.get(ownerId) ?? new Set();
      const { follow } = ctx.stackone;
      const due = rows.filter(
        (row) =>
          unwatchedAttemptDue(row, follow, at, listedEvery(row) ?? undefined) ||
          (accountIds.size > 0 && toldAttemptDue(row, follow, at)),
      );
      const hole = holes.get(ownerId);
      await backOff.guard(rows, () =>
        keepingTold(ownerId, accountIds, async () => {
          // what has a hole proves nothing, but the attempts may
          await lookAtOwner(rows, due, hole ? null : { at, items }, accountIds);
          if (hole) throw hole;
        }),
      );
    }
  };

  const lookAtWatchedOwner = (rows: ConnectSessionRow[]): Promise<void> => {
    const ownerId = rows[0]?.owner.id ?? "";
    const told = toldOwners.take(ownerId, elapsedOf(ctx.clock));
    return backOff.guard(rows, () =>
      keepingTold(ownerId, told, () => lookAtWatched(ownerId, rows, told)),
    );
  };

  const keepingTold = async (
    ownerId: string,
    told: ReadonlySet<string>,
    work: () => Promise<void>,
  ): Promise<void> => {
    try {
      await work();
    } catch (error) {
      toldOwners.giveBack(ownerId, told);
      throw error;
    }
  };

  const occupying = async (rows: ConnectSessionRow[], work: () => Promise<void>): Promise<void> => {
    const owners = new Set(rows.map((row) => row.owner.id));
    for (const owner of owners) busy.add(owner);
    onLook(rows.length);
    try {
      await work();
    } finally {
      for (const owner of owners) busy.delete(owner);
    }
  };

  return {
    isPaused: isDone,
    looksFor(due) {
      const free = due.filter((row) => !busy.has(row.owner.id) && !backOff.holds(row.id));
      const owners = [...Map.groupBy(free, (row) => row.owner.id).values()];
      const isWatched = (rows: ConnectSessionRow[]) => rows.some((row) => feed.isWatched(row.id));
      const unwatched = owners.filter((rows) => !isWatched(rows));
      const batches = Array.from(
        { length: Math.ceil(unwatched.length / ownersAtOnce) },
        (_, index) => unwatched.slice(index * ownersAtOnce, (index + 1) * ownersAtOnce),
      );
      return [
        ...owners.filter(isWatched).map((rows) => occupying(rows, () => lookAtWatchedOwner(rows))),
        ...batches.map((batch) => occupying(batch.flat(), () => lookAtUnwatched(batch))),
      ];
    },
    stop() {
      stopped = true;
    },
  };
}
