import { sql, type Kysely } from "kysely";
import { addWords, textOf } from "../account/search.ts";
import { fromAccountColumns } from "../account/row.ts";
import type { SecretBox } from "../secret/secret-box.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import { piecesOfToken } from "../../domain/find/token-pieces.ts";
import type { Tables } from "../schema/tables.ts";

const tokenFingerprints = [
  "alter table auth_links add column token_fingerprint text",
  "create index auth_links_token on auth_links (token_fingerprint)",
  `create table auth_link_pieces (fingerprint text not null, connect_session_id text not null references connect_sessions (id),
    primary key (fingerprint, connect_session_id)) without rowid`,
  "create index auth_link_pieces_of on auth_link_pieces (connect_session_id)",
];

/** accounts read at once */
const batch = 500;

/** Tokens are known by fingerprints of their own, and accounts are found by their provider too. */
export async function migrateTokenFingerprints(db: Kysely<Tables>): Promise<void> {
  for (const statement of tokenFingerprints) await sql.raw(statement).execute(db);
  // no place is below
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await db
      .selectFrom("accounts")
      .selectAll()
      .where("place", ">", after)
      .orderBy("place")
      .limit(batch)
      .execute();
    for (const row of rows)
      await addWords(db, row.place ?? 0, textOf(fromAccountColumns(row)) + row.care_words);
    const last = rows.at(-1)?.place;
    if (last === undefined || last === null) return;
    after = last;
  }
}

/** Takes the fingerprints of tokens that were kept before there were any; what was wiped has none. */
export async function addTokenFingerprints(db: Kysely<Tables>, box: SecretBox): Promise<void> {
  const rows = await db
    .selectFrom("auth_links")
    .select(["connect_session_id", "token"])
    .where("token", "is not", null)
    .where("token_fingerprint", "is", null)
    .execute();
  for (const { connect_session_id: id, token } of rows) {
    const opened = token === null ? null : openedToken(box, token, id);
    if (opened !== null) await putFingerprints(db, box, id, opened);
  }
}

/** Null where its key is gone: nobody can read it, here or in the files. */
function openedToken(box: SecretBox, sealed: string, id: string): string | null {
  try {
    return box.open(sealed, [id, "token"]);
  } catch (error) {
    if (error instanceof StoreError) return null;
    throw error;
  }
}

/** Keeps by what a token, and any half of it, is known again. */
export async function putFingerprints(
  db: Kysely<Tables>,
  box: SecretBox,
  id: string,
  token: string,
): Promise<void> {
  await db
    .updateTable("auth_links")
    .set({ token_fingerprint: box.fingerprint(token) })
    .where("connect_session_id", "=", id)
    .execute();
  await db.deleteFrom("auth_link_pieces").where("connect_session_id", "=", id).execute();
  const pieces = piecesOfToken(token).map((piece) => ({
    fingerprint: box.fingerprint(piece),
    connect_session_id: id,
  }));
  if (pieces.length > 0) await db.insertInto("auth_link_pieces").values(pieces).execute();
}
