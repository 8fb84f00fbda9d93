import { sql, type ExpressionBuilder, type Expression, type Kysely, type SqlBool } from "kysely";
import { normalizeName, nameWords } from "../../domain/owner/name-words.ts";
import { containing } from "../sqlite/like-pattern.ts";
import type { Tables } from "../schema/tables.ts";

/** before every word, so that the beginning of a word can be told from its middle; three characters are what the index knows */
const wordStart = "  ";
const shortest = 3;
/** owners; where more fit, reading them by name finds a page of them sooner than the index would */
const many = 2_000;

/** What a search looks into: id and names as they are, word by word, and without spaces. */
export function ownerSearchText(id: string, names: string[]): string {
  const lines = [id, ...names].flatMap((text) => [
    wordStart + text.toLowerCase(),
    nameWords(text)
      .map((word) => wordStart + word)
      .join(""),
    wordStart + normalizeName(text),
  ]);
  return [...new Set(lines)].join("\n");
}

/** Narrows owners to those that fit what was typed: every word anywhere and in any order, or the text as it is, or an account's id. */
export async function fittingOwners(
  db: Kysely<Tables>,
  q: string,
): Promise<(eb: ExpressionBuilder<Tables, "owners">) => Expression<SqlBool>> {
  const wanted = [nameWords(q), [q.trim().toLowerCase()]].flatMap((words) =>
    words.length === 0 ? [] : [words.map(sought)],
  );
  const match = wanted
    .map((texts) => `(${texts.map((text) => `"${text.replaceAll('"', '""')}"`).join(" AND ")})`)
    .join(" OR ");
  const ofAccount = await ownersOfAccount(db, q.trim());
  const found = sql<{
    rowid: number;
  }>`select rowid from owner_search where owner_search match ${match}`;
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from (${found} limit ${many + 1})`.execute(db);
  const fits = (eb: ExpressionBuilder<Tables, "owners">) =>
    (rows[0]?.count ?? 0) <= many
      ? sql<boolean>`number in (${found})`
      : eb.or(wanted.map((texts) => eb.and(texts.map(contains))));
  return (eb) => (ofAccount.length === 0 ? fits(eb) : eb.or([fits(eb), eb("id", "in", ofAccount)]));
}

/** A short text is the beginning of a word, since the index knows nothing shorter. */
function sought(text: string): string {
  return Array.from(text).length < shortest ? wordStart + text : text;
}

function contains(text: string) {
  return sql<boolean>`search like ${containing(text)} escape '\\'`;
}

/** Whose account this is, by the copy of StackOne's accounts and by the ledger, which also knows what is gone there. */
async function ownersOfAccount(db: Kysely<Tables>, accountId: string): Promise<string[]> {
  const copied = db.selectFrom("accounts").select("owner_id").where("id", "=", accountId);
  const edited = db
    .selectFrom("connect_sessions")
    .select("owner_id")
    .where("account_id", "=", accountId);
  const linked = db
    .selectFrom("connect_session_claims")
    .innerJoin(
      "connect_sessions",
      "connect_sessions.id",
      "connect_session_claims.connect_session_id",
    )
    .select("connect_sessions.owner_id")
    .where("connect_session_claims.account_id", "=", accountId);
  return (await copied.union(edited).union(linked).execute()).map((row) => row.owner_id);
}
