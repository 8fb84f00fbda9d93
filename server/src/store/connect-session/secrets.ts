import type { Kysely } from "kysely";
import type { ConnectSessions } from "../../domain/ports/store.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import { createSecretSearch } from "./secret-search.ts";
import type { SecretBox } from "../secret/secret-box.ts";
import { putFingerprints } from "../migrations/token-fingerprint.ts";
import type { Tables } from "../schema/tables.ts";

type AuthLinks = Pick<
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
>;

/** Links and tokens, encrypted with their row's id and field bound in. `onWipe` is told that the log holds wiped bytes. */
export function createAuthLinks(db: Kysely<Tables>, box: SecretBox, onWipe: () => void): AuthLinks {
  return {
    ...createKeeping(db, box),
    ...createWiping(db, onWipe),
    ...createSecretSearch(db, box),
  };
}

/** undefined: encrypted with a key that is gone, or changed in the store */
function opener(box: SecretBox) {
  return (id: string, field: "link" | "token", sealed: string): string | undefined => {
    try {
      return box.open(sealed, [id, field]);
    } catch (error) {
      if (error instanceof StoreError) return undefined;
      throw error;
    }
  };
}

/** What is kept, and what of it can be read. */
function createKeeping(
  db: Kysely<Tables>,
  box: SecretBox,
): Pick<AuthLinks, "keepSecrets" | "readSecrets" | "readToken" | "unreadableSecrets"> {
  const open = opener(box);
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
    async readToken(connectSessionId) {
      const row = await db
        .selectFrom("auth_links")
        .select("token")
        .where("connect_session_id", "=", connectSessionId)
        .executeTakeFirst();
      return row?.token == null ? undefined : open(connectSessionId, "token", row.token);
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
  };
}

/** What is over, and its end. */
function createWiping(
  db: Kysely<Tables>,
  onWipe: () => void,
): Pick<AuthLinks, "secretsEndedBy" | "wipeLink" | "wipeSecrets"> {
  return {
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
  };
}
