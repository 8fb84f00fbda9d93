import { createBackgroundLoop } from "../background-loop.ts";
import type { Context, Ports } from "../domain/context.ts";
import type { Live } from "../domain/ports/live.ts";
import type { Feed } from "../live/feed.ts";
import { type BackgroundWork, createBackgroundWork, describeError } from "./background-work.ts";
import { bringForward, bringForwardListed } from "./bring-forward.ts";
import { type CheckPace, createCheckPace } from "./check-pace.ts";
import { createDueRows } from "./due-rows.ts";
import { createPendingOwners } from "./pending-owners.ts";
import { createPoller } from "./poller.ts";

/** ms; a clock that jumps is noticed within this time */
const longestSleep = 1000;

export interface Tracker {
  live: Live;
  start(): void;
  /** Ends when nothing is in flight any more. */
  stop(): Promise<void>;
  /** Checks what is due now and waits until that is done; `start` does this again and again. */
  checkDue(): Promise<void>;
}

export interface TrackerOptions extends Omit<Ports, "live"> {
  feed: Feed;
  /** the console's whole budget */
  requestsPerMinute?: number;
  /** 0 to 1, for jitter */
  random?: () => number;
  /** called when a check begins, with how many rows */
  onCheck?: (rows: number) => void;
  /** called with accounts that a webhook named and no row waits for */
  onAccountPending?: (accountId: string) => void;
}

/** Asks StackOne about every row whose next check is due, once however many watch it (docs/rules.md, 28). */
export function createTracker({
  feed,
  requestsPerMinute = 120,
  random = Math.random,
  onCheck = () => {},
  onAccountPending = () => {},
  ...base
}: TrackerOptions): Tracker {
  const work = createBackgroundWork(base.log, () => loop.wake());
  const pace = createCheckPace(base, feed, requestsPerMinute);
  const pendingOwners = createPendingOwners();
  const live: Live = {
    ...createAttention(base, feed, pace, work),
    webhookReceived(ownerId, accountId) {
      pendingOwners.add(ownerId, accountId);
      loop.wake();
    },
    accountPending: onAccountPending,
  };
  const ctx: Context = { ...base, live, actor: { kind: "tracker" }, requestId: "tracker" };
  const { listedEvery } = pace;
  const poller = createPoller(ctx, { feed, pendingOwners, random, onCheck, listedEvery });
  const dueRows = createDueRows(base, pendingOwners);
  /** Gives the moment up to which rows were taken; our clock. */
  const startDue = async (): Promise<number> => {
    const now = base.clock.now();
    if (poller.isPaused()) return now;
    for (const check of poller.checksFor(await dueRows.take(now))) work.run(check, "a look failed");
    return now;
  };
  const loop = createBackgroundLoop(async () => {
    const taken = await startDue().catch((error: unknown) => {
      base.log.error({ error: describeError(error) }, "the tracker could not read what is due");
      return base.clock.now();
    });
    // what was due is in flight or held back; the end of a check wakes the loop
    return Math.min(longestSleep, (await dueRows.untilNext(taken)) ?? longestSleep);
  });
  return {
    live,
    start: loop.start,
    async stop() {
      poller.stop();
      await loop.stop();
      await work.settled();
    },
    async checkDue() {
      await work.settled();
      await startDue();
      await work.settled();
    },
  };
}

/** What open pages and people's presses do to the checks. */
function createAttention(
  base: Pick<Ports, "clock" | "store">,
  feed: Feed,
  pace: CheckPace,
  work: BackgroundWork,
): Pick<Live, "changed" | "checkSoon" | "listed" | "checkEvery" | "subscribe"> {
  const sooner = (change: Promise<void>): void =>
    work.run(change, "a look could not be brought forward");
  return {
    changed: (row) => feed.publish(row),
    checkSoon: (rowId) => sooner(bringForward(base, rowId, true)),
    listed: (rows) => sooner(bringForwardListed(base, rows, pace)),
    checkEvery: pace.checkEvery,
    subscribe(listener, watch) {
      const first = watch !== null && !feed.isWatched(watch);
      const unsubscribe = feed.subscribe(listener, watch);
      if (first) sooner(bringForward(base, watch, false));
      return unsubscribe;
    },
  };
}
