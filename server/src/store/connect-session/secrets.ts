import type { Kysely } from "kysely";
import type { ConnectSessions } from "../../domain/ports/store.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import { fromColumns } from "./row.ts";
import { piecesIn, wordsOfTokens } from "../../domain/find/token-pieces.ts";
import { inBatches } from "../sqlite/batches.ts";
import type { SecretBox } from "../secret/secret-box.ts";
import { putFingerprints } from "../migrations/token-fingerprint.ts";
import type { Tables } from "../schema/tables.ts";

/** rows that a pasted text leads to */
const rowsAtMost = 10;

/** Links and tokens, encrypted with their row's id and field bound in. `onWipe` is told that the log holds wiped bytes. */
export function createAuthLinks(
  db: Kysely<Tables>,
  box: SecretBox,
  onWipe: () => void,
): Pick<
  ConnectSessions,
  | "keepSecrets"
  | "readSecrets"
  | "readToken"
  | "secretsEndedBy"
  | "unreadableSecrets"
  | "wipeLink"
  | "wipeSecrets"
  | "ofSecrets"
  | "isSecretIn"
> {
  /** undefined: encrypted with a key that is gone, or changed in the store */
  const open = (id: string, field: "link" | "token", sealed: string) => {
    try {
      return box.open(sealed, [id, field]);
    } catch (error) {
      if (error instanceof StoreError) return undefined;
      throw error;
    }
  };
  const prints = (texts: string[]) => texts.flatMap((text) => box.fingerprints(text));
  return {
    async keepSecrets(connectSessionId, { authLink, token }) {
      const columns = {
        fingerprint: box.fingerprint(authLink),
        link: box.seal(authLink, [connectSessionId, "link"]),
        token: box.seal(token, [connectSessionId, "token"]),
      };
      await db
        .insertInto("auth_links")
        .values({ connect_session_id: connectSessionId, ...columns })
        .onConflict((conflict) => conflict.column("connect_session_id").doUpdateSet(columns))
        .execute();
      await putFingerprints(db, box, connectSessionId, token);
    },
    async readSecrets(connectSessionId) {
      const row = await db
        .selectFrom("auth_links")
        .select(["link", "token"])
        .where("connect_session_id", "=", connectSessionId)
        .executeTakeFirst();
      if (!row || row.link === null || row.token === null) return undefined;
      const authLink = open(connectSessionId, "link", row.link);
      const token = open(connectSessionId, "token", row.token);
      return authLink === undefined || token === undefined ? undefined : { authLink, token };
    },
    async unreadableSecrets() {
      const held = await db
        .selectFrom("auth_links")
        .select(["connect_session_id as id", "link", "token"])
        .where((eb) => eb.or([eb("link", "is not", null), eb("token", "is not", null)]))
        .execute();
      const isGone = (id: string, field: "link" | "token", sealed: string | null) =>
        sealed !== null && open(id, field, sealed) === undefined;
      return held.flatMap(({ id, link, token }) =>
        isGone(id, "link", link) || isGone(id, "token", token) ? [id] : [],
      );
    },
    async secretsEndedBy(time) {
      const ended = await db
        .selectFrom("auth_links")
        .innerJoin("connect_sessions", "connect_sessions.id", "auth_links.connect_session_id")
        .select("connect_sessions.id")
        .where((eb) => eb.or([eb("link", "is not", null), eb("token", "is not", null)]))
        .where("connect_sessions.expires_at", "<=", time)
        .execute();
      return ended.map(({ id }) => id);
    },
    async readToken(connectSessionId) {
      const row = await db
        .selectFrom("auth_links")
        .select("token")
        .where("connect_session_id", "=", connectSessionId)
        .executeTakeFirst();
      return row?.token == null ? undefined : open(connectSessionId, "token", row.token);
    },
    async wipeLink(connectSessionId) {
      const result = await db
        .updateTable("auth_links")
        .set({ link: null })
        .where("connect_session_id", "=", connectSessionId)
        .where("link", "is not", null)
        .executeTakeFirst();
      if (result.numUpdatedRows > 0n) onWipe();
    },
    async wipeSecrets(connectSessionId) {
      const result = await db
        .updateTable("auth_links")
        .set({ link: null, token: null })
        .where("connect_session_id", "=", connectSessionId)
        .where((eb) => eb.or([eb("link", "is not", null), eb("token", "is not", null)]))
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) return;
      await db
        .deleteFrom("auth_link_pieces")
        .where("connect_session_id", "=", connectSessionId)
        .execute();
      onWipe();
    },
    async ofSecrets({ links, tokens }) {
      if (links.length + tokens.length === 0) return [];
      const found = await db
        .selectFrom("auth_links")
        .innerJoin("connect_sessions", "connect_sessions.id", "auth_links.connect_session_id")
        .selectAll("connect_sessions")
        .where((eb) =>
          eb.or([
            eb("auth_links.fingerprint", "in", prints(links)),
            eb("auth_links.token_fingerprint", "in", prints(tokens)),
          ]),
        )
        .orderBy("connect_sessions.created_at", "desc")
        .limit(rowsAtMost)
        .execute();
      return found.map(fromColumns);
    },
    async isSecretIn(text) {
      const [words, pieces] = [prints(wordsOfTokens(text)), prints(piecesIn(text))];
      for (const some of inBatches(words)) {
        const found = await db
          .selectFrom("auth_links")
          .select("connect_session_id")
          .where("token_fingerprint", "in", some)
          .limit(1)
          .executeTakeFirst();
        if (found) return true;
      }
      for (const some of inBatches(pieces)) {
        // a piece that several tokens have is no secret: some begin alike
        const found = await db
          .selectFrom("auth_link_pieces")
          .select("fingerprint")
          .where("fingerprint", "in", some)
          .groupBy("fingerprint")
          .having((eb) => eb.fn.countAll(), "=", 1)
          .limit(1)
          .executeTakeFirst();
        if (found) return true;
      }
      return false;
    },
  };
}
