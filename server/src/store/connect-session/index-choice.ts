import type { ConnectSessionQuery } from "@connect-console/shared/connect-session";
import { expressionBuilder, sql, type Kysely } from "kysely";
import type { LedgerTotalColumns, Tables } from "../schema/tables.ts";

/** rows; where a filter of several values leaves fewer, they are sorted, since its index holds them value by value */
const fewEnoughToSort = 2000;

interface Candidate {
  index: string;
  column: keyof LedgerTotalColumns;
  values: readonly string[];
}

/**
 * The index that leaves least to read for these filters; all of them are in the order of the list. SQLite itself does not know how rare a
 * value is. `atMost` rows fit all filters, so that reading can stop with the last one.
 */
export async function narrowestIndex(
  db: Kysely<Tables>,
  query: ConnectSessionQuery,
): Promise<{ index: string; atMost: number }> {
  if (query.ownerId) return { index: "owner", atMost: Infinity };
  const candidates = candidatesOf(query);
  const [only] = candidates;
  if (!only) return { index: "newest", atMost: Infinity };
  if (candidates.length === 1 && only.values.length === 1)
    return { index: only.index, atMost: Infinity };
  const [atMost = 0, ...sizes] = await sizesOf(db, candidates);
  const [best] = candidates
    .map((candidate, index) => ({ ...candidate, size: sizes[index] ?? 0 }))
    .filter(({ values, size }) => values.length === 1 || size <= fewEnoughToSort)
    .toSorted((one, other) => one.size - other.size);
  return { index: best?.index ?? "newest", atMost };
}

function candidatesOf(query: ConnectSessionQuery): Candidate[] {
  const { tab, progress, provider, type, createdBy, holder } = query;
  const queue = tab === "waiting" || tab === "attention" ? "open" : tab;
  const candidates: (Omit<Candidate, "values"> & { values: readonly string[] | undefined })[] = [
    { index: "queue", column: "queue", values: queue && [queue] },
    { index: "progress", column: "progress", values: progress },
    { index: "provider", column: "provider", values: provider },
    { index: "created_by", column: "created_by_id", values: createdBy },
    { index: "holder", column: "holder_id", values: holder },
    { index: "type", column: "type", values: type },
  ];
  return candidates.flatMap(({ values, ...rest }) => (values ? [{ ...rest, values }] : []));
}

/** How many rows fit all of them, and then each alone. */
async function sizesOf(db: Kysely<Tables>, candidates: Candidate[]): Promise<number[]> {
  const eb = expressionBuilder<Tables, "connect_session_totals">();
  const fits = candidates.map(({ column, values }) => eb(column, "in", values as never));
  const sums = [eb.and(fits), ...fits].map(
    (condition) => sql<number>`coalesce(sum(total) filter (where ${condition}), 0)`,
  );
  const { rows } = await sql<{ sizes: string }>`
    select json_array(${sql.join(sums)}) as sizes from connect_session_totals`.execute(db);
  return JSON.parse(rows[0]?.sizes ?? "[]") as number[];
}
