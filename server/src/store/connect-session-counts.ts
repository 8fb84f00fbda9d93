import type {
  ConnectSessionQuery,
  ConnectSessionTab,
  Progress,
} from "@connect-console/shared/connect-session";
import { sql, type Kysely } from "kysely";
import type { Queue } from "../domain/connect-session-tab.ts";
import { inTab, matchesQuery } from "./connect-session-filter.ts";
import type { SoughtText } from "./connect-session-search.ts";
import { totalsOf } from "./connect-session-totals.ts";
import type { Tables } from "./tables.ts";

interface Group {
  queue: Queue;
  progress: Progress;
  superseded: number;
  total: number;
}

/** How many rows fit the filters, by progress and by tab: from the totals, and row by row where an owner or a text is asked for. */
export async function countRows(
  db: Kysely<Tables>,
  query: ConnectSessionQuery & { now: number },
  text: SoughtText | null,
): Promise<{
  counts: Partial<Record<Progress, number>>;
  tabs: Record<ConnectSessionTab, number>;
}> {
  const groups =
    text || query.ownerId ? await countOneByOne(db, query, text) : await totalsOf(db, query);
  const counts: Partial<Record<Progress, number>> = {};
  const queues: Partial<Record<Queue, number>> = {};
  for (const { queue, progress, superseded, total } of groups) {
    queues[queue] = (queues[queue] ?? 0) + total;
    if (!superseded) counts[progress] = (counts[progress] ?? 0) + total;
  }
  const open = queues.open ?? 0;
  const waiting = open === 0 ? 0 : await countWaiting(db, query, text);
  const { connected = 0, over = 0 } = queues;
  return { counts, tabs: { waiting, attention: open - waiting, connected, over } };
}

function countOneByOne(
  db: Kysely<Tables>,
  query: ConnectSessionQuery,
  text: SoughtText | null,
): Promise<Group[]> {
  return db
    .selectFrom("connect_sessions")
    .select((eb) => [
      "queue",
      "progress",
      sql<number>`superseded_by is not null`.as("superseded"),
      eb.fn.countAll<number>().as("total"),
    ])
    .where(matchesQuery(query))
    .$if(text !== null, (select) => select.where(sql<boolean>`number in (${text?.newest})`))
    .groupBy(["queue", "progress", sql`superseded_by is not null`])
    .execute();
}

/** The clock decides what waits and what needs attention, so what is open is looked at row by row, from an index alone. */
async function countWaiting(
  db: Kysely<Tables>,
  query: ConnectSessionQuery & { now: number },
  text: SoughtText | null,
): Promise<number> {
  const { count } = await db
    .selectFrom("connect_sessions")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where(matchesQuery(query))
    .where(inTab({ tab: "waiting", now: query.now }))
    .$if(text !== null, (select) => select.where(sql<boolean>`number in (${text?.newest})`))
    .executeTakeFirstOrThrow();
  return count;
}
