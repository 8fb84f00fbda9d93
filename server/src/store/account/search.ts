import { sql, type Kysely, type RawBuilder, type SqlBool } from "kysely";
import type { CopiedAccount } from "../../domain/ports/accounts.ts";
import { normalizeName, nameWords, plainLetters } from "../../domain/owner/name-words.ts";
import { inBatches } from "../sqlite/batches.ts";
import type { Tables } from "../schema/tables.ts";

/**
 * Text search over the copy by SQLite's FTS5, the one part of it that another database has to have its own of. The row id is the account's place, so
 * hits come in the order of the lists and the search stops with the page. Every word stands behind two spaces: three characters are found anywhere,
 * one or two at the begin of a word.
 */
export const searchTables = [
  `create virtual table accounts_text using fts5
    (words, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')`,
];

/** before every word, so that the beginning of a word can be told from its middle; three characters are what the index knows */
const wordStart = "  ";

/** Takes these places out of the index. */
export async function forgetTexts(db: Kysely<Tables>, places: number[]): Promise<void> {
  for (const some of inBatches(places))
    await sql`delete from accounts_text where rowid in (${sql.join(some)})`.execute(db);
}

export async function addTexts(
  db: Kysely<Tables>,
  accounts: { place: number; account: CopiedAccount; assignmentWords: string }[],
): Promise<void> {
  for (const some of inBatches(accounts)) {
    const rows = some.map(
      ({ place, account, assignmentWords }) =>
        sql`(${place}, ${textOf(account) + assignmentWords})`,
    );
    await sql`insert into accounts_text (rowid, words) values ${sql.join(rows)}`.execute(db);
  }
}

/** pages; a step of this size holds the console up for a few milliseconds */
const mergedAtOnce = 16;

/**
 * Merges a little of the index, which grows in pieces that each search reads one by one; `begin` takes all pieces on, `go on` continues.
 * False when there is nothing left to merge — sqlite.org/fts5, 6.8.
 */
export async function mergeTexts(db: Kysely<Tables>, how: "begin" | "go on"): Promise<boolean> {
  const pages = how === "begin" ? -mergedAtOnce : mergedAtOnce;
  const changes = async () =>
    (await sql<{ n: number }>`select total_changes() as n`.execute(db)).rows[0]?.n ?? 0;
  const before = await changes();
  await sql`insert into accounts_text (accounts_text, rank) values ('merge', ${sql.lit(pages)})`.execute(
    db,
  );
  return (await changes()) - before >= 2;
}

/** The condition for accounts with all these words; null where the text has no word. */
export function hasWords(text: string): RawBuilder<SqlBool> | null {
  const words = wordsOf(text).map((word) => {
    const spellings = [...new Set([word, normalizeName(word)])].map((one) => `"${sought(one)}"`);
    return `(${spellings.join(" OR ")})`;
  });
  return words.length === 0 ? null : sql<SqlBool>`accounts_text match ${words.join(" AND ")}`;
}

/** Words of staff about an account, as the index takes them. */
export function assignmentWordsOf(text: string): string {
  return [...new Set(wordsOf(text))].map((word) => wordStart + word).join("");
}

/** Puts further words of an account into the index. */
export async function addWords(db: Kysely<Tables>, place: number, text: string): Promise<void> {
  await sql`update accounts_text set words = ${text} where rowid = ${place}`.execute(db);
}

/** What a person may know of an account: its id, its owner's id and name, provider, label and user name. */
export function textOf(account: CopiedAccount): string {
  const { id, ownerId, ownerName, provider, providerName, label, username } = account;
  const words = [id, ownerId, ownerName, provider, providerName, label, username].flatMap((value) =>
    value === null ? [] : [...wordsOf(value), ...nameWords(value)],
  );
  return [...new Set([...words, normalizeName(ownerName)])]
    .map((word) => wordStart + word)
    .join("");
}

function wordsOf(text: string): string[] {
  return plainLetters(text).split(/\s+/u).filter(Boolean);
}

/** A short text is the beginning of a word, since the index knows nothing shorter. */
function sought(word: string): string {
  const text = Array.from(word).length < wordStart.length + 1 ? wordStart + word : word;
  return text.replaceAll('"', '""');
}
