import type {
  ConnectSession,
  Snooze,
  TimelineEntry,
} from "@connect-console/shared/connect-session";
import { isDismissed } from "./attention.ts";
import { snoozedUntil, tabOf } from "./tabs.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import { isoTime, isoTimeOrNull } from "../iso-time.ts";

/** A row of the ledger as the page sees it; secrets are not in it. */
export function connectSessionToApi(
  ctx: Pick<Context, "live" | "clock">,
  row: ConnectSessionRow,
  timeline?: TimelineEntry[],
): ConnectSession {
  return {
    id: row.id,
    version: row.version,
    owner: row.owner,
    ...row.choices,
    createdAt: isoTime(row.createdAt),
    expiresAt: isoTimeOrNull(row.expiresAt),
    createdBy: row.createdBy,
    assignee: row.assignee,
    ticket: row.ticket,
    predicted: row.predicted,
    progress: row.progress,
    attempt: row.attempt,
    account: row.account,
    checks: row.checks,
    problems: row.problems,
    lastCheckedAt: isoTimeOrNull(row.lastCheckedAt),
    checkEvery: ctx.live.checkEvery(row),
    supersedes: row.supersedes,
    supersededBy: row.supersededBy,
    linkMask: row.linkMask,
    linkHeld: row.linkHeld,
    copiedAt: isoTimeOrNull(row.copiedAt ?? null),
    needsAttention: tabOf(row, ctx.clock.now()) === "attention",
    snoozed: snoozeToApi(row, ctx.clock.now()),
    ...(timeline && { timeline }),
  };
}

function snoozeToApi(row: ConnectSessionRow, now: number): Snooze | null {
  const { snoozed } = row;
  const dismissed = isDismissed(row);
  if (!snoozed || !(dismissed || (snoozedUntil(row) ?? 0) > now)) return null;
  const { at, by, until } = snoozed;
  return { dismissed, at: isoTime(at), until: isoTimeOrNull(until), by };
}
