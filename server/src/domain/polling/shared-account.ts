import { partsIn } from "./account-creator.ts";
import { type Part } from "../ports/connect-sessions.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import { isoTime } from "../iso-time.ts";
import { newsOf } from "../notification/news.ts";
import type { Repositories } from "../ports/store.ts";
import { outcomeProblem, withKind } from "../progress/checks.ts";
import { followUntil } from "../progress/schedule.ts";
import { notifyPeople } from "../notification/notify.ts";

/** Two links that were each to make an account ended at one: the second edited what the first had made. */
const code = "shared_account";

/**
 * Says on every linked row of this row's account that another lineage ended there too, where each of them was to make a new account. Which of
 * them made it is said where it is proven (`partsIn`). Inside the caller's transaction, after the row is written; gives what it changed and
 * whom it told.
 */
export async function markSharedAccount(
  ctx: Context,
  tx: Repositories,
  row: ConnectSessionRow,
): Promise<{ changed: ConnectSessionRow[]; notified: string[] }> {
  const changed: ConnectSessionRow[] = [];
  const notified: string[] = [];
  const id = row.memory.connectedAccountId;
  if (id === undefined) return { changed, notified };
  const rows = (await tx.connectSessions.ofAccount(id)).filter(
    (one) => one.memory.connectedAccountId === id && promisedNew(one),
  );
  const createdAt = row.account?.createdAt ? Date.parse(row.account.createdAt) : null;
  const parts = partsIn(rows, id, createdAt);
  if (parts.size < 2) return { changed, notified };
  for (const each of rows) {
    if (each.problems.some((one) => one.code === code)) continue;
    const isCreatorKnown = [...parts.values()].includes("created");
    const shared = { part: parts.get(each.lineageId) ?? "unknown", isCreatorKnown };
    const after = await tx.connectSessions.update(withProblem(each, shared, ctx.clock.now()));
    if (!after) continue;
    await tx.connectSessions.addTimeline(each.id, [entryOf(ctx, after)]);
    changed.push(after);
    notified.push(...(await notifyPeople(ctx, tx, after, newsOf(each, after))));
  }
  return { changed, notified };
}

const promisedNew = ({ checks }: ConnectSessionRow) =>
  checks.find(({ point }) => point === "create or edit")?.promised === "create";

interface Shared {
  part: Part;
  isCreatorKnown: boolean;
}

function messageOf({ part, isCreatorKnown }: Shared): string {
  if (part === "created")
    return "A second link ended at this account as well, so what this one set may be overwritten.";
  if (part === "unknown")
    return "Another link ended at this account as well. One of the two created it and the other changed it; we can’t tell which.";
  return isCreatorKnown
    ? "Another link had created this account before, so two links ended at one account."
    : "Other links ended at this account as well, so what one of them set may be overwritten.";
}

function withProblem(row: ConnectSessionRow, shared: Shared, now: number): ConnectSessionRow {
  const problem = { code, message: messageOf(shared) };
  const known = judgeKind(row, shared.part);
  const next: ConnectSessionRow = {
    ...known,
    progress: "connected_with_problem",
    progressSince: row.progress === "connected" ? now : row.progressSince,
    problems: [...known.problems, problem],
    activeAt: now,
  };
  const until = followUntil(next, now);
  return { ...next, followUntil: until, nextCheckAt: row.nextCheckAt ?? until };
}

const kinds = { created: "create", changed: "edit", unknown: null } as const;

/** The row with the check that says whether it created the account, and the problem of one that should have and didn't. */
function judgeKind(row: ConnectSessionRow, part: Part): ConnectSessionRow {
  const checks = withKind(row.checks, kinds[part]);
  const differs = outcomeProblem(checks);
  const others = row.problems.filter((one) => one.code !== "outcome_differs");
  return {
    ...row,
    checks,
    problems: differs ? [differs, ...others] : others,
    memory: { ...row.memory, connectedPart: part },
  };
}

function entryOf(ctx: Context, row: ConnectSessionRow) {
  return {
    id: ctx.ids.next(),
    at: isoTime(ctx.clock.now()),
    progress: row.progress,
    evidence: "account" as const,
    code,
    text: row.problems.find((one) => one.code === code)?.message ?? "",
    by: null,
  };
}
