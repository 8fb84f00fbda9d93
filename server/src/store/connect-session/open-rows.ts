import { openProgress } from "@connect-console/shared/connect-session";
import type { Kysely } from "kysely";
import { dismissible } from "../../domain/connect-session/attention.ts";
import type { Queue } from "../../domain/connect-session/tabs.ts";
import type { Clock } from "../../domain/ports/clock.ts";
import type { ConnectSessions } from "../../domain/ports/store.ts";
import type { Tables } from "../schema/tables.ts";
import { inReach } from "./reach.ts";
import { fromColumns } from "./row.ts";

/** A person is shown the newest one; a few more, so that each account of the owner may find its own. */
const openLinksAtMost = 5;

/** The rows whose link may still be used, or is still being made. */
export function createOpenRows(
  db: Kysely<Tables>,
  clock: Clock,
): Pick<ConnectSessions, "openFor" | "openOfOwners" | "leftCreating" | "unknownOfOwner"> {
  const rows = () => db.selectFrom("connect_sessions").selectAll();
  return {
    async openFor(ownerId, reach, accountId) {
      // one queue at a time, because the index is in order within a queue; a queue holds none that is superseded
      const newestIn = (queue: Queue) =>
        rows()
          .where("owner_id", "=", ownerId)
          .where("queue", "=", queue)
          .where("progress", "in", ["creating", ...openProgress])
          .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", clock.now())]))
          .where((eb) => {
            const reached = inReach(reach);
            if (accountId === null) return reached;
            // a link to another account of the same provider is no second link
            return eb.or([
              eb("account_id", "=", accountId),
              eb.and([reached, eb("account_id", "is", null)]),
            ]);
          })
          .orderBy("created_at", "desc")
          .orderBy("id", "desc")
          .limit(openLinksAtMost)
          .execute();
      const found = [...(await newestIn("creating")), ...(await newestIn("open"))];
      return found.map(fromColumns);
    },
    async openOfOwners(ownerIds) {
      const found = await rows()
        .where("owner_id", "in", ownerIds)
        .where("progress", "in", openProgress)
        .where("superseded_by", "is", null)
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .execute();
      return found.map(fromColumns);
    },
    async leftCreating() {
      return (await rows().where("progress", "=", "creating").execute()).map(fromColumns);
    },
    async unknownOfOwner(ownerId) {
      const found = await rows()
        .where("owner_id", "=", ownerId)
        .where("queue", "=", "open")
        .where("progress", "in", dismissible)
        .execute();
      return found.map(fromColumns);
    },
  };
}
