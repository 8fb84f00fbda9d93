import { changeAsStaff } from "./change-as-staff.ts";
import type { AuditAction } from "@connect-console/shared/audit";
import type { ConnectSession, SnoozeConnectSession } from "@connect-console/shared/connect-session";
import type { snoozeCodes } from "@connect-console/shared/internal-note";
import { attentionMark, isDismissed, isDismissible } from "./attention.ts";
import { actorReference } from "../audit-entry.ts";
import { snoozedUntil, tabOf } from "./tabs.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** ms */
const atMostAhead = 366 * 24 * 3_600_000;

/** *Done for now*: the row leaves *Needs attention* until it changes, or until that moment at the latest. `conflict` where it needs nobody. */
export async function snoozeConnectSession(
  ctx: StaffContext,
  id: string,
  { until = null }: SnoozeConnectSession,
): Promise<ConnectSession> {
  const end = until === null ? null : Date.parse(until);
  const now = ctx.clock.now();
  if (end !== null && (end <= now || end > now + atMostAhead))
    throw new DomainError("invalid_input", "Choose a day within the next year.", {
      fields: { until: "Choose a time in the future, at most a year ahead." },
    });
  const fields = end === null ? [] : ["until"];
  const act: Omit<Act, "text"> = { action: "connect_session.snooze", code: "snoozed", fields };
  const text =
    until === null ? "Done for now, until something changes." : "Done for now, until a chosen day.";
  return setAside(ctx, id, { ...act, text }, (row) => {
    if (isDismissible(row))
      throw refusal(row, "This link doesn't change any more.", "Dismiss it, or create a new one.");
    if (tabOf(row, now) !== "attention")
      throw refusal(row, "This link needs no attention.", "Reload to see where it is now.");
    return snoozed(ctx, row, end);
  });
}

/** *Dismiss*: nobody needs to care any more for a row of which nothing more comes. `conflict` for any other. */
export function dismissConnectSession(ctx: StaffContext, id: string): Promise<ConnectSession> {
  const act: Omit<Act, "text"> = {
    action: "connect_session.dismiss",
    code: "dismissed",
    fields: [],
  };
  return setAside(ctx, id, { ...act, text: "Dismissed: nothing is left to do." }, (row) => {
    if (!isDismissible(row))
      throw refusal(row, "This link can't be dismissed.", "Use “Done for now” instead.");
    if (isDismissed(row))
      throw refusal(row, "It was dismissed already.", "Reload to see where it is now.");
    return snoozed(ctx, row, null);
  });
}

/** Takes *Done for now* and *Dismiss* back. `conflict` where neither holds. */
export function unsnoozeConnectSession(ctx: StaffContext, id: string): Promise<ConnectSession> {
  const act: Omit<Act, "text"> = {
    action: "connect_session.unsnooze",
    code: "unsnoozed",
    fields: [],
  };
  return setAside(ctx, id, { ...act, text: "Needs attention again." }, (row) => {
    if (!isDismissed(row) && (snoozedUntil(row) ?? 0) <= ctx.clock.now())
      throw refusal(row, "This link wasn't set aside.", "Reload to see where it is now.");
    return { ...row, snoozed: undefined };
  });
}

/** The row as set aside by whoever acts, until it changes or until `until` (epoch ms). */
export function snoozed(
  ctx: Pick<StaffContext, "actor" | "clock">,
  row: ConnectSessionRow,
  until: number | null,
): ConnectSessionRow {
  const [at, by] = [ctx.clock.now(), actorReference(ctx.actor)];
  return { ...row, snoozed: { mark: attentionMark(row), at, by, until } };
}

interface Act {
  action: AuditAction;
  code: (typeof snoozeCodes)[number];
  fields: string[];
  text: string;
}

function setAside(
  ctx: StaffContext,
  id: string,
  { action, code, text, fields }: Act,
  change: (row: ConnectSessionRow) => ConnectSessionRow,
): Promise<ConnectSession> {
  return changeAsStaff(ctx, id, {
    action,
    permission: "connect_session.snooze",
    fields,
    change,
    entry: () => ({ code, text }),
  });
}

function refusal(row: ConnectSessionRow, message: string, hint: string): DomainError {
  return new DomainError("conflict", message, { connectSessionId: row.id, hint });
}
