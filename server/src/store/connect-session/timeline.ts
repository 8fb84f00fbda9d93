import { sql, type Kysely } from "kysely";
import type { TimelineEntry } from "@connect-console/shared/connect-session";
import type { ConnectSessions } from "../../domain/ports/store.ts";
import { searchWords } from "./search.ts";
import type { TimelineColumns, Tables } from "../schema/tables.ts";

/** What happened to a connect session, entry by entry. */
export function createTimelines(
  db: Kysely<Tables>,
): Pick<ConnectSessions, "addTimeline" | "addNote" | "timeline"> {
  const repository: ReturnType<typeof createTimelines> = {
    async addTimeline(connectSessionId, entries) {
      if (entries.length === 0) return;
      const rows = entries.map(({ at, since, by, ...entry }) => ({
        ...entry,
        connect_session_id: connectSessionId,
        at: Date.parse(at),
        since: since ? Date.parse(since) : null,
        by_id: by?.id ?? null,
        by_name: by?.name ?? null,
      }));
      await db.insertInto("connect_session_timeline").values(rows).execute();
    },
    async addNote(connectSessionId, note) {
      await repository.addTimeline(connectSessionId, [note]);
      await db
        .updateTable("connect_sessions")
        .set({ notes: sql<string>`notes || ${searchWords([note.text])}` })
        .where("id", "=", connectSessionId)
        .execute();
    },
    async timeline(connectSessionId) {
      const rows = await db
        .selectFrom("connect_session_timeline")
        .select(["id", "at", "since", "progress", "evidence", "code", "text", "by_id", "by_name"])
        .where("connect_session_id", "=", connectSessionId)
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .execute();
      return rows.map(timelineEntryFrom);
    },
  };
  return repository;
}

/** The row of the table, as the port has it. */
export function timelineEntryFrom(row: Omit<TimelineColumns, "connect_session_id">): TimelineEntry {
  const { id, at, since, progress, evidence, code, text, by_id, by_name } = row;
  return {
    id,
    at: new Date(at).toISOString(),
    ...(since !== null && { since: new Date(since).toISOString() }),
    progress,
    evidence,
    code,
    text,
    by: by_id === null || by_name === null ? null : { id: by_id, name: by_name },
  };
}
