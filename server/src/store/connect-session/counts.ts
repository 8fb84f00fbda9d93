import type {
  ConnectSessionQuery,
  ConnectSessionTab,
  Progress,
} from "@connect-console/shared/connect-session";
import { expressionBuilder, sql, type Kysely } from "kysely";
import type { Queue } from "../../domain/connect-session/tabs.ts";
import { inTab, matchesQuery, waits } from "./filter.ts";
import type { SoughtText } from "./search.ts";
import { totalsOf } from "./totals.ts";
import type { Tables } from "../schema/tables.ts";

interface Group {
  queue: Queue;
  progress: Progress;
  superseded: number;
  total: number;
  /** of the total, by the clock; only open rows wait */
  waiting: number;
}

type Query = ConnectSessionQuery & { now: number };

/** How many rows fit the filters, by progress and by tab: from the totals, and row by row where an owner or a text is asked for. */
export async function countRows(
  db: Kysely<Tables>,
  query: Query,
  text: SoughtText | null,
): Promise<{
  counts: Partial<Record<Progress, number>>;
  tabs: Record<ConnectSessionTab, number>;
}> {
  const groups =
    text || query.ownerId ? await countOneByOne(db, query, text) : await readTotals(db, query);
  const counts: Partial<Record<Progress, number>> = {};
  const queues: Partial<Record<Queue, number>> = {};
  let waiting = 0;
  for (const group of groups) {
    queues[group.queue] = (queues[group.queue] ?? 0) + group.total;
    waiting += group.waiting;
    if (!group.superseded) counts[group.progress] = (counts[group.progress] ?? 0) + group.total;
  }
  const { open = 0, connected = 0, over = 0 } = queues;
  return { counts, tabs: { waiting, attention: open - waiting, connected, over } };
}

async function countOneByOne(
  db: Kysely<Tables>,
  query: Query,
  text: SoughtText | null,
): Promise<Group[]> {
  const isSuperseded = sql<number>`superseded_by is not null`;
  let select = db
    .selectFrom("connect_sessions")
    .select((eb) => [
      "queue",
      "progress",
      isSuperseded.as("superseded"),
      eb.fn.countAll<number>().as("total"),
      sql<number>`count(*) filter (where ${inTab({ tab: "waiting", now: query.now })(eb)})`.as(
        "waiting",
      ),
    ])
    .where(matchesQuery(query));
  if (text) select = select.where(text.isNewest);
  return select.groupBy(["queue", "progress", isSuperseded]).execute();
}

/** The totals, and from an index of the open rows alone what of them waits. */
async function readTotals(db: Kysely<Tables>, query: Query): Promise<Group[]> {
  const eb = expressionBuilder<Tables, "connect_sessions">();
  const fits = sql<boolean>`${matchesQuery(query)(eb)} and ${waits(query.now)(eb)}`;
  const { rows } = await sql<Pick<Group, "progress" | "waiting">>`
    select progress, count(*) as waiting from connect_sessions indexed by connect_sessions_open_rows
    where queue = 'open' and ${fits} group by progress`.execute(db);
  const waiting = new Map(rows.map((row) => [row.progress, row.waiting]));
  return (await totalsOf(db, query)).map((group) => ({
    ...group,
    waiting: group.queue === "open" ? (waiting.get(group.progress) ?? 0) : 0,
  }));
}
