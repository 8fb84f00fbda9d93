import { sql, type Kysely, type RawBuilder, type SqlBool } from "kysely";
import { plainLetters } from "../../domain/owner/name-words.ts";
import { containing } from "../sqlite/like-pattern.ts";
import type { Tables } from "../schema/tables.ts";

/**
 * Text search over the ledger by SQLite's FTS5, the one part of it that another database has to have its own of. A row's `number` grows
 * with its time, so hits come newest first and the search stops with the page. As with accounts every word stands behind two spaces:
 * three characters are found anywhere, one or two at the begin of a word.
 */
const wordStart = "  ";
const shortest = 3;
/** Under a text so many matches are counted and no more; a text with fewer is answered from its matches alone. */
const countedAtMost = 1000;

const words = "new.search || new.notes";
export const searchTables = [
  `create virtual table connect_sessions_text using fts5
    (words, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')`,
  `create trigger connect_sessions_text_insert after insert on connect_sessions begin
    insert into connect_sessions_text (rowid, words) values (new.number, ${words}); end`,
  `create trigger connect_sessions_text_update after update of search, notes on connect_sessions
    when old.search <> new.search or old.notes <> new.notes begin
    update connect_sessions_text set words = ${words} where rowid = new.number; end`,
];

/** What `search` and `notes` hold: the words of these values, each once. */
export function searchWords(values: (string | null | undefined)[]): string {
  return [...new Set(values.flatMap((value) => wordsOf(value ?? "")))]
    .map((word) => wordStart + word)
    .join("");
}

function wordsOf(text: string): string[] {
  return plainLetters(text).split(/\s+/u).filter(Boolean);
}

/** What was typed, as the store looks for it. */
export interface SoughtText {
  /** on `connect_sessions_text` */
  match: RawBuilder<SqlBool>;
  /** on `connect_sessions`, without the index: where rows are read one by one anyway */
  contains: RawBuilder<SqlBool>;
  /** on `connect_sessions`: among the newest matches, `countedAtMost` of them */
  isNewest: RawBuilder<SqlBool>;
  /** whether there are more */
  isCommon: boolean;
}

/** Null where the text has no word. */
export async function seek(db: Kysely<Tables>, text: string): Promise<SoughtText | null> {
  const sought = wordsOf(text).map((word) =>
    Array.from(word).length < shortest ? wordStart + word : word,
  );
  if (sought.length === 0) return null;
  const query = sought.map((word) => `"${word.replaceAll('"', '""')}"`).join(" AND ");
  const match = sql<SqlBool>`connect_sessions_text match ${query}`;
  const { rows } = await sql<{ number: number }>`select rowid as number from connect_sessions_text
    where ${match} order by rowid desc limit ${countedAtMost + 1}`.execute(db);
  const newest = JSON.stringify(rows.slice(0, countedAtMost).map(({ number }) => number));
  return {
    match,
    contains: sql<SqlBool>`(${sql.join(sought.map(inRow), sql` and `)})`,
    isNewest: sql<SqlBool>`number in (select value from json_each(${newest}))`,
    isCommon: rows.length > countedAtMost,
  };
}

function inRow(word: string): RawBuilder<SqlBool> {
  const pattern = containing(word);
  return sql<SqlBool>`(search like ${pattern} escape '\\' or notes like ${pattern} escape '\\')`;
}
