import type { ConnectSessionQuery } from "@connect-console/shared/connect-session";
import { expressionBuilder, sql, type Kysely, type RawBuilder, type SqlBool } from "kysely";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import type { ConnectSessions } from "../../domain/ports/store.ts";
import type { Page } from "../../domain/ports/page.ts";
import { countRows } from "./counts.ts";
import { inTab, matchesQuery } from "./filter.ts";
import { narrowestIndex } from "./index-choice.ts";
import { fromColumns } from "./row.ts";
import { seek, type SoughtText } from "./search.ts";
import { defaultLimit, positionOf, toPage, type Position } from "../sqlite/cursor.ts";
import type { Tables } from "../schema/tables.ts";

type Query = ConnectSessionQuery & { now: number };
type Condition = RawBuilder<SqlBool>;
type Ids = RawBuilder<{ id: string }>;

/** A page, newest first, and the counts beside it. */
export async function listRows(
  db: Kysely<Tables>,
  query: Query,
): ReturnType<ConnectSessions["list"]> {
  const text = query.q ? await seek(db, query.q) : null;
  const page = await readPage(db, query, text);
  return { ...page, ...(await countRows(db, query, text)), countsCut: text?.isCommon ?? false };
}

/** A page alone. */
export async function pageRows(db: Kysely<Tables>, query: Query): Promise<Page<ConnectSessionRow>> {
  return readPage(db, query, query.q ? await seek(db, query.q) : null);
}

/** Ids first, so that only the page's own rows are read whole. */
async function readPage(
  db: Kysely<Tables>,
  query: Query,
  text: SoughtText | null,
): Promise<Page<ConnectSessionRow>> {
  const limit = query.limit ?? defaultLimit;
  const after = query.cursor === undefined ? null : positionOf(query.cursor, "number");
  const { rows: ids } = await (await idsOf(db, query, text, after, limit + 1)).execute(db);
  if (ids.length === 0) return { items: [], nextCursor: null };
  const found = await db
    .selectFrom("connect_sessions")
    .selectAll()
    .where(
      sql<boolean>`id in (select value from json_each(${JSON.stringify(ids.map(({ id }) => id))}))`,
    )
    .execute();
  const byId = new Map(found.map((row) => [row.id, row]));
  const inOrder = ids.flatMap(({ id }) => byId.get(id) ?? []);
  return toPage(inOrder, limit, fromColumns, (row) => [row.created_at, row.id]);
}

/** By whichever way reads least: from a text's few matches, through its many, or in the order of the index that the filters narrow most. */
async function idsOf(
  db: Kysely<Tables>,
  query: Query,
  text: SoughtText | null,
  after: Position<number> | null,
  limit: number,
): Promise<Ids> {
  const eb = expressionBuilder<Tables, "connect_sessions">();
  const fits = sql<SqlBool>`${matchesQuery(query)(eb)} and ${inTab(query)(eb)}`;
  const open = query.tab === "waiting" || query.tab === "attention";
  if (text?.isCommon && !open && !query.ownerId) return throughMatches(text, fits, after, limit);
  const { index, atMost } =
    text && !text.isCommon
      ? { index: "number", atMost: Infinity }
      : await narrowestIndex(db, query);
  const sought = text && (text.isCommon ? text.contains : text.isNewest);
  const conditions: Condition[] = [
    fits,
    ...(sought ? [sought] : []),
    ...(after ? [sql<SqlBool>`(created_at, id) < (${after[0]}, ${after[1]})`] : []),
  ];
  return sql`select id from connect_sessions indexed by ${sql.raw(`connect_sessions_${index}`)}
    where ${sql.join(conditions, sql` and `)} order by created_at desc, id desc limit ${Math.min(limit, atMost)}`;
}

function throughMatches(
  { match }: SoughtText,
  fits: Condition,
  after: Position<number> | null,
  limit: number,
): Ids {
  const below = after
    ? sql`and f.rowid < (select number from connect_sessions where id = ${after[1]})`
    : sql``;
  return sql`select connect_sessions.id from connect_sessions_text f
    cross join connect_sessions on connect_sessions.number = f.rowid
    where ${match} ${below} and ${fits} order by f.rowid desc limit ${limit}`;
}
