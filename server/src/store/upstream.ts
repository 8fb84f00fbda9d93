import type { Kysely } from "kysely";
import type { Store } from "../domain/ports/store.ts";
import type { Tables } from "./tables.ts";

/** To which StackOne project this store belongs: the first one that answered (design, rule 18). */
export function createUpstream(db: Kysely<Tables>): Pick<Store, "bindUpstream" | "upstream"> {
  const read = () =>
    db
      .selectFrom("upstream")
      .select(["host", "project_id as projectId"])
      .where("id", "=", 1)
      .executeTakeFirst();
  return {
    async bindUpstream({ host, projectId }) {
      await db
        .insertInto("upstream")
        .values({ id: 1, host, project_id: projectId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const bound = await read();
      return bound?.host === host && bound.projectId === projectId ? "same" : "other";
    },
    upstream: read,
  };
}
