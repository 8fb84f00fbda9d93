import type { Context } from "../domain/context.ts";
import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import type { Feed } from "../live/feed.ts";
import { createBackOff } from "./back-off.ts";
import type { CheckPace } from "./check-pace.ts";
import { createCheckPlan } from "./check-plan.ts";
import { checkUnwatched } from "./check-unwatched.ts";
import { checkWatched } from "./check-watched.ts";
import type { Checking } from "./checking.ts";
import type { PendingOwners } from "./pending-owners.ts";

/** StackOne's limit is generous; a URL's length is not. */
const ownersAtOnce = 50;

export interface Poller {
  isPaused(): boolean;
  /** Starts the checks of these rows: watched owners each on their own, the others together. Owners that are being checked are left out. */
  checksFor(due: ConnectSessionRow[]): Promise<void>[];
  stop(): void;
}

interface PollerOptions {
  feed: Feed;
  pendingOwners: PendingOwners;
  /** 0 to 1, for jitter */
  random: () => number;
  /** called when a check begins, with how many rows */
  onCheck: (rows: number) => void;
  listedEvery: CheckPace["listedEvery"];
}

/** Turns due rows into calls of StackOne and hands the answers to the domain. */
export function createPoller(
  ctx: Context,
  { feed, pendingOwners, random, onCheck, listedEvery }: PollerOptions,
): Poller {
  const backOff = createBackOff(ctx, random, feed.isWatched);
  const plan = createCheckPlan(ctx.stackone, feed, listedEvery);
  const busy = createBusyOwners(onCheck);
  let stopped = false;
  const isDone = () => stopped || backOff.isPaused();
  const checking: Checking = { ctx, pendingOwners, backOff, plan, isDone };
  return {
    isPaused: isDone,
    checksFor(due) {
      const free = due.filter((row) => !busy.has(row.owner.id) && !backOff.holds(row.id));
      const owners = [...Map.groupBy(free, (row) => row.owner.id).values()];
      const isWatched = (rows: ConnectSessionRow[]) => rows.some((row) => feed.isWatched(row.id));
      const watched = owners.filter(isWatched);
      const unwatched = owners.filter((rows) => !isWatched(rows));
      return [
        ...watched.map((rows) => busy.during(rows, () => checkWatched(checking, rows))),
        ...inBatches(unwatched, ownersAtOnce).map((batch) =>
          busy.during(batch.flat(), () => checkUnwatched(checking, batch)),
        ),
      ];
    },
    stop() {
      stopped = true;
    },
  };
}

/** The owners that are being checked. */
function createBusyOwners(onCheck: (rows: number) => void) {
  const busy = new Set<string>();
  return {
    has: (ownerId: string) => busy.has(ownerId),
    async during(rows: ConnectSessionRow[], work: () => Promise<void>): Promise<void> {
      const owners = new Set(rows.map((row) => row.owner.id));
      for (const owner of owners) busy.add(owner);
      onCheck(rows.length);
      try {
        await work();
      } finally {
        for (const owner of owners) busy.delete(owner);
      }
    },
  };
}

function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
