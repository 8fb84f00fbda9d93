import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import type { Context } from "../domain/context.ts";
import type { Look } from "../domain/polling/poll-connect-session.ts";
import { recentAccountsOfOwner } from "../domain/owner/recent-accounts.ts";
import { type EditedAccounts, readEditedAccounts } from "../domain/polling/edited-accounts.ts";
import { pollOwner } from "../domain/polling/poll-owner.ts";
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
import { pendingAttemptDue, unwatchedAttemptDue, watchedCheck } from "./pace.ts";
import type { PendingOwners } from "./pending-owners.ts";

/** StackOne's limit is generous; a URL's length is not. */
const ownersAtOnce = 50;

export interface Poller {
  isPaused(): boolean;
  /** Starts the looks at these rows: watched owners each on their own, the others together. Owners that are being looked at are left out. */
  checksFor(due: ConnectSessionRow[]): Promise<void>[];
  stop(): void;
}

/** Turns due rows into calls of StackOne and hands the answers to the domain. */
export function createPoller(
  ctx: Context,
  feed: Feed,
  pendingOwners: PendingOwners,
  random: () => number,
  onCheck: (rows: number) => void,
  /** seconds; null: no list shows the row */
  listedEvery: (row: ConnectSessionRow) => number | null = () => null,
): Poller {
  const busy = new Set<string>();
  const backOff = createBackOff(ctx, random, feed.isWatched);
  let stopped = false;
  const isDone = () => stopped || backOff.isPaused();

  /** Reads the attempts and hands everything of one owner on. A failed attempt does not lose the accounts. */
  const lookAtOwner = async (
    rows: ConnectSessionRow[],
    attemptsOf: ConnectSessionRow[],
    accounts: OwnerReading["accounts"] | EditedAccounts,
    pending: ReadonlySet<string>,
    unreadableAt?: number,
  ): Promise<void> => {
    const owner = rows[0]?.owner.id;
    if (owner === undefined) return;
    const named = accounts && "named" in accounts ? accounts.named : new Map();
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
    if (accounts || attempts.size > 0 || unreadableAt !== undefined)
      await pollOwner(
        ctx,
        owner,
        { accounts, attempts, named, refreshing: new Map(), unreadableAt },
        { purpose: "watch", asked, pending },
      );
    if (failure) throw failure;
  };

  const checkWatched = async (
    ownerId: string,
    rows: ConnectSessionRow[],
    pending: ReadonlySet<string>,
  ): Promise<void> => {
    const now = ctx.clock.now();
    const { follow } = ctx.stackone;
    const looks = rows.map((row) => ({ row, look: checkFor(row, follow, now) }));
    const wantsAccounts = pending.size > 0 || looks.some(({ look }) => look.accounts);
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
    const listed = pending.size > 0 ? readNow : () => recentAccountsOfOwner(ctx, ownerId, read);
    const alone = () =>
      readEditedAccounts(ctx, rows, "watch").catch((error: unknown) => {
        if (error instanceof StackOneError && error.unreadable) noteHole([], error);
        throw error;
      });
    const reading = async () => (await alone()) ?? listed();
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
      pending,
      hole?.unreadable ? now : undefined,
    );
    if (hole) throw hole;
  };

  const checkFor = (row: ConnectSessionRow, follow: "attempts" | "accounts", now: number): Look => {
    // a row that is not due is looked at because of a webhook, which speaks of accounts
    if ((row.nextCheckAt ?? Number.POSITIVE_INFINITY) > now)
      return { attempt: pendingAttemptDue(row, follow, now), accounts: true };
    return feed.isWatched(row.id)
      ? watchedCheck(row, follow, now)
      : {
          attempt: unwatchedAttemptDue(row, follow, now, listedEvery(row) ?? undefined),
          accounts: true,
        };
  };

  const checkUnwatched = async (owners: ConnectSessionRow[][]): Promise<void> => {
    const at = ctx.clock.now();
    const ids = owners.flatMap(([row]) => (row ? [row.owner.id] : []));
    const pending = new Map(ids.map((id) => [id, pendingOwners.take(id, elapsedOf(ctx.clock))]));
    let byOwner: Map<string, StackOneAccount[]> | undefined;
    const alone = new Map<string, EditedAccounts>();
    const holes = new Map<string, StackOneError>();
    const noteHole = (ownerIds: string[], why: StackOneError) => {
      for (const id of ownerIds) holes.set(id, why);
    };
    await backOff.guard(owners.flat(), async () => {
      await readAlone(owners, alone, noteHole);
      const listed = ids.filter((id) => !alone.has(id) && !holes.has(id));
      const all =
        listed.length > 0 ? await ctx.stackone.listAccountsOfOwners(listed, "watch", noteHole) : [];
      byOwner = Map.groupBy(all, (account) => account.ownerId);
    });
    for (const [index, rows] of owners.entries()) {
      if (!byOwner || isDone()) {
        for (const id of ids.slice(index)) pendingOwners.giveBack(id, pending.get(id) ?? new Set());
        return;
      }
      const ownerId = rows[0]?.owner.id ?? "";
      const accounts = alone.get(ownerId) ?? { at, items: byOwner.get(ownerId) ?? [] };
      const accountIds = pending.get(ownerId) ?? new Set();
      const { follow } = ctx.stackone;
      const due = rows.filter(
        (row) =>
          unwatchedAttemptDue(row, follow, at, listedEvery(row) ?? undefined) ||
          (accountIds.size > 0 && pendingAttemptDue(row, follow, at)),
      );
      const hole = holes.get(ownerId);
      await backOff.guard(rows, () =>
        keepingPending(ownerId, accountIds, async () => {
          // what has a hole proves nothing, but the attempts may
          const readable = hole ? null : accounts;
          await lookAtOwner(rows, due, readable, accountIds, hole?.unreadable ? at : undefined);
          if (hole) throw hole;
        }),
      );
    }
  };

  /** Of one of these owners an account may be unreadable; that is not the others' trouble. */
  const readAlone = async (
    owners: ConnectSessionRow[][],
    alone: Map<string, EditedAccounts>,
    onHole: (ownerIds: string[], why: StackOneError) => void,
  ): Promise<void> => {
    for (const rows of owners.filter((some) => some.every(({ accountId }) => accountId !== null))) {
      const ownerId = rows[0]?.owner.id ?? "";
      try {
        const read = await readEditedAccounts(ctx, rows, "watch");
        if (read) alone.set(ownerId, read);
      } catch (error) {
        if (!(error instanceof StackOneError) || error.failure === "rate_limited") throw error;
        onHole([ownerId], error);
      }
    }
  };

  const checkWatchedOwner = (rows: ConnectSessionRow[]): Promise<void> => {
    const ownerId = rows[0]?.owner.id ?? "";
    const pending = pendingOwners.take(ownerId, elapsedOf(ctx.clock));
    return backOff.guard(rows, () =>
      keepingPending(ownerId, pending, () => checkWatched(ownerId, rows, pending)),
    );
  };

  const keepingPending = async (
    ownerId: string,
    pending: ReadonlySet<string>,
    work: () => Promise<void>,
  ): Promise<void> => {
    try {
      await work();
    } catch (error) {
      pendingOwners.giveBack(ownerId, pending);
      throw error;
    }
  };

  const occupying = async (rows: ConnectSessionRow[], work: () => Promise<void>): Promise<void> => {
    const owners = new Set(rows.map((row) => row.owner.id));
    for (const owner of owners) busy.add(owner);
    onCheck(rows.length);
    try {
      await work();
    } finally {
      for (const owner of owners) busy.delete(owner);
    }
  };

  return {
    isPaused: isDone,
    checksFor(due) {
      const free = due.filter((row) => !busy.has(row.owner.id) && !backOff.holds(row.id));
      const owners = [...Map.groupBy(free, (row) => row.owner.id).values()];
      const isWatched = (rows: ConnectSessionRow[]) => rows.some((row) => feed.isWatched(row.id));
      const unwatched = owners.filter((rows) => !isWatched(rows));
      const batches = Array.from(
        { length: Math.ceil(unwatched.length / ownersAtOnce) },
        (_, index) => unwatched.slice(index * ownersAtOnce, (index + 1) * ownersAtOnce),
      );
      return [
        ...owners.filter(isWatched).map((rows) => occupying(rows, () => checkWatchedOwner(rows))),
        ...batches.map((batch) => occupying(batch.flat(), () => checkUnwatched(batch))),
      ];
    },
    stop() {
      stopped = true;
    },
  };
}
