import type { Kysely } from "kysely";
import { piecesIn, wordsOfTokens } from "../../domain/find/token-pieces.ts";
import type { ConnectSessions } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";
import type { SecretBox } from "../secret/secret-box.ts";
import { inBatches } from "../sqlite/batches.ts";
import { fromColumns } from "./row.ts";

/** rows that a pasted text leads to */
const rowsAtMost = 10;

/** Finds links and tokens by their fingerprints, without decrypting one. */
export function createSecretSearch(
  db: Kysely<Tables>,
  box: SecretBox,
): Pick<ConnectSessions, "ofSecrets" | "isSecretIn"> {
  const prints = (texts: string[]) => texts.flatMap((text) => box.fingerprints(text));
  return {
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
