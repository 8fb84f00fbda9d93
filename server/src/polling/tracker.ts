import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import { changeConnectSession } from "../domain/connect-session/change.ts";
import type { Context, Ports } from "../domain/context.ts";
import { elapsedOf } from "../domain/ports/clock.ts";
import type { Live } from "../domain/ports/live.ts";
import { pagesOfOwner } from "../domain/owner/recent-accounts.ts";
import { isOpen } from "../domain/progress/states.ts";
import { isFollowed } from "../domain/progress/schedule.ts";
import type { Feed } from "../live/feed.ts";
import { createPoller } from "./poller.ts";
import { createListedRows } from "./listed-rows.ts";
import { createSetBackWatch } from "./clock-set-back.ts";
import { fairPace, listedPace, longestPace, wantedPace } from "./pace.ts";
import { createPendingOwners } from "./pending-owners.ts";

/** ms; a clock that jumps is noticed within this time */
const longestSleep = 1000;
const rowsAtOnce = 500;

export interface Tracker {
  live: Live;
  start(): void;
  /** Ends when nothing is in flight any more. */
  stop(): Promise<void>;
  /** Looks at what is due now and waits until that is done; `start` does this again and again. */
  checkDue(): Promise<void>;
}

export interface TrackerOptions extends Omit<Ports, "live"> {
  feed: Feed;
  /** the console's whole budget */
  requestsPerMinute?: number;
  /** 0 to 1, for jitter */
  random?: () => number;
  /** told when a look begins, at how many rows */
  onCheck?: (rows: number) => void;
  /** told of accounts that no row waits for */
  onAccountPending?: (accountId: string) => void;
}

/** Asks StackOne about every row whose next look has come, once however many watch it (docs/rules.md, 28). */
export function createTracker({
  feed,
  requestsPerMinute = 120,
  random = Math.random,
  onCheck = () => {},
  onAccountPending = () => {},
  ...base
}: TrackerOptions): Tracker {
  const wanted = new Map<string, number>();
  const background = new Set<Promise<unknown>>();
  let woken = false;
  let wake = (): void => {
    woken = true;
  };
  const run = (work: Promise<unknown>, what: string): void => {
    const settled = work
      .catch((error: unknown) => base.log.error({ error: describe(error) }, what))
      .finally(() => {
        background.delete(settled);
        wake();
      });
    background.add(settled);
  };

  const listedRows = createListedRows();
  /** seconds; null: no list shows the row */
  const listedEvery = (row: ConnectSessionRow): number | null => {
    const now = base.clock.now();
    if (!listedRows.has(row.id, now)) return null;
    return listedPace(row, listedRows.count(now), requestsPerMinute);
  };

  const checkEvery = (row: ConnectSessionRow): number | null => {
    const watched = feed.isWatched(row.id);
    const usual = wantedPace(row, watched, base.clock.now());
    // a list of many pages costs as many requests, every second look
    const pages = pagesOfOwner(base, row.owner.id);
    const pace = usual === null || pages === 1 ? usual : Math.max(usual, usual * (pages / 2));
    for (const id of wanted.keys()) if (!feed.isWatched(id)) wanted.delete(id);
    if (!watched || pace === null) {
      wanted.delete(row.id);
      const every = pace === null ? null : listedEvery(row);
      return pace === null || every === null ? pace : Math.min(pace, every);
    }
    wanted.set(row.id, pace);
    return fairPace(pace, wanted.values(), requestsPerMinute);
  };

  const bringForward = async (rowId: string, acted: boolean): Promise<void> => {
    const now = base.clock.now();
    const row = await base.store.connectSessions.get(rowId);
    if (!row || !isFollowed(row, now)) return;
    const soon = (known: ConnectSessionRow): ConnectSessionRow => ({
      ...known,
      nextCheckAt: isFollowed(known, now)
        ? Math.min(known.nextCheckAt ?? now, now)
        : known.nextCheckAt,
      activeAt: acted ? now : known.activeAt,
    });
    await changeConnectSession(base, rowId, soon, async () => {});
  };

  /** A row that comes onto a list is looked at as soon as its pace there says; one by one, because each is a write. */
  const showListed = async (rows: readonly ConnectSessionRow[]): Promise<void> => {
    const now = base.clock.now();
    const followed = rows.filter((row) => isOpen(row.progress) && isFollowed(row, now));
    const fresh = new Set(
      listedRows.show(
        followed.map(({ id }) => id),
        now,
      ),
    );
    for (const { id } of followed) {
      if (!fresh.has(id)) continue;
      const sooner = (row: ConnectSessionRow): ConnectSessionRow => {
        const due = Math.max(now, (row.lastCheckedAt ?? 0) + (listedEvery(row) ?? 300) * 1000);
        return { ...row, nextCheckAt: row.nextCheckAt && Math.min(row.nextCheckAt, due) };
      };
      const row = await base.store.connectSessions.get(id);
      if (row && sooner(row).nextCheckAt !== row.nextCheckAt)
        await changeConnectSession(base, id, sooner, async () => {});
    }
    wake();
  };

  const pendingOwners = createPendingOwners();
  const live: Live = {
    changed: (row) => feed.publish(row),
    checkSoon: (rowId) => run(bringForward(rowId, true), "a look could not be brought forward"),
    webhookReceived(ownerId, accountId) {
      pendingOwners.add(ownerId, accountId);
      wake();
    },
    accountPending: onAccountPending,
    listed: (rows) => run(showListed(rows), "a look could not be brought forward"),
    checkEvery,
    subscribe(listener, watch) {
      const first = watch !== null && !feed.isWatched(watch);
      const unsubscribe = feed.subscribe(listener, watch);
      if (first) run(bringForward(watch, false), "a look could not be brought forward");
      return unsubscribe;
    },
  };
  const ctx: Context = { ...base, live, actor: { kind: "tracker" }, requestId: "tracker" };
  const poller = createPoller(ctx, feed, pendingOwners, random, onCheck, listedEvery);

  const rowsOfPendingOwners = async (now: number): Promise<ConnectSessionRow[]> => {
    const found: ConnectSessionRow[] = [];
    for (const ownerId of pendingOwners.ready(elapsedOf(base.clock))) {
      const rows = await base.store.connectSessions.followedOfOwner(ownerId, now);
      if (rows.length === 0) pendingOwners.forget(ownerId);
      found.push(...rows);
      if (found.length >= rowsAtOnce) break;
    }
    return found;
  };

  const afterSetBack = createSetBackWatch(base.clock);
  /** Gives the moment up to which rows were taken; our clock. */
  const startDue = async (): Promise<number> => {
    const now = base.clock.now();
    if (poller.isPaused()) return now;
    // times in the store are wall time: after the clock was set back they would wait for as long as it went back
    await afterSetBack(() => base.store.connectSessions.checkAllBy(now + longestPace * 1000)).catch(
      (error: unknown) =>
        base.log.error({ error: describe(error) }, "the checks could not be brought forward"),
    );
    const due = await base.store.connectSessions.due(now, rowsAtOnce);
    const all = new Map([...due, ...(await rowsOfPendingOwners(now))].map((row) => [row.id, row]));
    for (const look of poller.checksFor([...all.values()])) run(look, "a look failed");
    return now;
  };
  const settle = async (): Promise<void> => {
    while (background.size > 0) await Promise.all(background);
  };

  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const loop = async (): Promise<void> => {
    while (!stopped) {
      const taken = await startDue().catch((error: unknown) => {
        base.log.error({ error: describe(error) }, "the tracker could not read what is due");
        return base.clock.now();
      });
      await sleep(await untilNext(taken));
    }
  };
  const untilNext = async (taken: number): Promise<number> => {
    const next = await base.store.connectSessions.nextDueAt().catch(() => null);
    // what was due is in flight or held back; the end of a look wakes the loop
    if (next === null || next <= taken) return longestSleep;
    return Math.min(longestSleep, Math.max(0, next - base.clock.now()));
  };
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, woken || stopped ? 0 : ms);
      woken = false;
      wake = () => {
        woken = true;
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    live,
    start() {
      running = loop();
    },
    async stop() {
      stopped = true;
      poller.stop();
      wake();
      await running;
      await settle();
    },
    async checkDue() {
      await settle();
      await startDue();
      await settle();
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
}
