import type { Kysely } from "kysely";
import type { Store } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";

/** To which StackOne project this store belongs: the first one that answered (docs/rules.md, 18). */
export function createUpstream(
  db: Kysely<Tables>,
): Pick<Store, "bindUpstream" | "upstream" | "isForeignKey"> {
  // written once in the store's life, and asked for at each creation
  let bound: { host: string; projectId: string } | undefined;
  const read = async () => {
    bound ??= await db
      .selectFrom("upstream")
      .select(["host", "project_id as projectId"])
      .where("id", "=", 1)
      .executeTakeFirst();
    return bound;
  };
  return {
    async bindUpstream({ host, projectId, keyFingerprint }) {
      const bind = () =>
        db
          .insertInto("upstream")
          .values({ id: 1, host, project_id: projectId })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      const known = (await read()) ?? (await bind(), await read());
      if (known?.host === host && known.projectId === projectId) return "same";
      await db
        .insertInto("foreign_api_keys")
        .values({ fingerprint: keyFingerprint })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return "other";
    },
    upstream: read,
    async isForeignKey(keyFingerprint) {
      const found = await db
        .selectFrom("foreign_api_keys")
        .select("fingerprint")
        .where("fingerprint", "=", keyFingerprint)
        .executeTakeFirst();
      return found !== undefined;
    },
  };
}
