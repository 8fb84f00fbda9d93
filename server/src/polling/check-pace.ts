import { isFollowed } from "../domain/progress/schedule.ts";
import { isOpen } from "../domain/progress/states.ts";
import type { Ports } from "../domain/context.ts";
import { pagesOfOwner } from "../domain/owner/recent-accounts.ts";
import type { ConnectSessionRow } from "../domain/ports/connect-sessions.ts";
import type { Feed } from "../live/feed.ts";
import { createListedRows } from "./listed-rows.ts";
import { fairPace, listedPace, wantedPace } from "./pace.ts";

/** How often each row is checked, given what the open pages show. */
export interface CheckPace {
  /** seconds between two checks; null: nobody checks the row any more */
  checkEvery(row: ConnectSessionRow): number | null;
  /** seconds between two checks because of the lists that show the row; null: none does */
  listedEvery(row: ConnectSessionRow): number | null;
  /** A list on an open page shows these rows. Gives those of them that no list showed before and that are followed. */
  list(rows: readonly ConnectSessionRow[]): ConnectSessionRow[];
}

/** `requestsPerMinute`: the console's whole budget */
export function createCheckPace(
  ports: Pick<Ports, "clock" | "memory">,
  feed: Feed,
  requestsPerMinute: number,
): CheckPace {
  const { clock } = ports;
  const listedRows = createListedRows();
  const watchedPaces = createWatchedPaces(feed);
  const listedEvery = (row: ConnectSessionRow): number | null => {
    const now = clock.now();
    if (!listedRows.has(row.id, now)) return null;
    return listedPace(row, listedRows.count(now), requestsPerMinute);
  };
  return {
    listedEvery,
    checkEvery(row) {
      const watched = feed.isWatched(row.id);
      const usual = wantedPace(row, watched, clock.now());
      // a list of many pages costs as many requests, every second check
      const pages = pagesOfOwner(ports, row.owner.id);
      const pace = usual === null || pages === 1 ? usual : Math.max(usual, usual * (pages / 2));
      const wanted = watchedPaces.note(row.id, pace);
      if (watched && pace !== null) return fairPace(pace, wanted, requestsPerMinute);
      const every = pace === null ? null : listedEvery(row);
      return pace === null || every === null ? pace : Math.min(pace, every);
    },
    list(rows) {
      const now = clock.now();
      const followed = rows.filter((row) => isOpen(row.progress) && isFollowed(row, now));
      const ids = followed.map(({ id }) => id);
      const fresh = new Set(listedRows.show(ids, now));
      return followed.filter(({ id }) => fresh.has(id));
    },
  };
}

/** The paces (seconds) that all watched rows want, which share the budget. */
function createWatchedPaces(feed: Feed) {
  const wanted = new Map<string, number>();
  return {
    /** Gives all of them, with this row's newest. */
    note(rowId: string, pace: number | null): Iterable<number> {
      for (const id of wanted.keys()) if (!feed.isWatched(id)) wanted.delete(id);
      if (pace === null || !feed.isWatched(rowId)) wanted.delete(rowId);
      else wanted.set(rowId, pace);
      return wanted.values();
    },
  };
}
