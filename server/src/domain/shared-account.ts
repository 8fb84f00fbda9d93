import type { Problem } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "./connect-session.ts";
import type { Context } from "./context.ts";
import { isoTime } from "./iso-time.ts";
import { newsOf } from "./notification-news.ts";
import type { Repositories } from "./ports/store.ts";
import { followUntil } from "./progress-times.ts";
import { tellPeople } from "./tell-people.ts";

/** Two links that were each to make an account ended at one: the second edited what the first had made. */
const code = "shared_account";

/**
 * Says on every linked row of this row's account that another lineage ended there too, where one of them was to make a new account and
 * edited this one. Inside the caller's transaction, after the row is written; gives what it changed and whom it told.
 */
export async function markSharedAccount(
  ctx: Context,
  tx: Repositories,
  row: ConnectSessionRow,
): Promise<{ changed: ConnectSessionRow[]; told: string[] }> {
  const changed: ConnectSessionRow[] = [];
  const told: string[] = [];
  const id = row.memory.connectedAccountId;
  if (id === undefined) return { changed, told };
  const rows = (await tx.connectSessions.ofAccount(id)).filter(
    ({ memory }) => memory.connectedAccountId === id,
  );
  const editing = rows.filter(editedInstead).map(({ lineageId }) => lineageId);
  for (const each of rows) {
    const others = rows.filter(({ lineageId }) => lineageId !== each.lineageId);
    const isConcerned =
      others.length > 0 &&
      (editing.includes(each.lineageId) || others.some((one) => editing.includes(one.lineageId)));
    if (!isConcerned || !promisedNew(each) || each.problems.some((one) => one.code === code))
      continue;
    const after = await tx.connectSessions.update(withProblem(each, ctx.clock.now()));
    if (!after) continue;
    await tx.connectSessions.addTimeline(each.id, [entryOf(ctx, after)]);
    changed.push(after);
    told.push(...(await tellPeople(ctx, tx, after, newsOf(each, after))));
  }
  return { changed, told };
}

const kindOf = ({ checks }: ConnectSessionRow) =>
  checks.find(({ point }) => point === "create or edit");
const promisedNew = (row: ConnectSessionRow) => kindOf(row)?.promised === "create";
const editedInstead = (row: ConnectSessionRow) =>
  promisedNew(row) && kindOf(row)?.result === "different";

function problemOf(row: ConnectSessionRow): Problem {
  const message = editedInstead(row)
    ? "Another link had created this account before, so two links ended at one account."
    : "A second link ended at this account as well, so what this one set may be overwritten.";
  return { code, message };
}

function withProblem(row: ConnectSessionRow, now: number): ConnectSessionRow {
  const next: ConnectSessionRow = {
    ...row,
    progress: "connected_with_problem",
    progressSince: row.progress === "connected" ? now : row.progressSince,
    problems: [...row.problems, problemOf(row)],
    activeAt: now,
  };
  const until = followUntil(next, now);
  return { ...next, followUntil: until, nextLookAt: row.nextLookAt ?? until };
}

function entryOf(ctx: Context, row: ConnectSessionRow) {
  return {
    id: ctx.ids.next(),
    at: isoTime(ctx.clock.now()),
    progress: row.progress,
    evidence: "account" as const,
    code,
    text: problemOf(row).message,
    by: null,
  };
}
