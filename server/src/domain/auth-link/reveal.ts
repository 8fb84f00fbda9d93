import type { AuditAction } from "@connect-console/shared/audit";
import { isPastEnd } from "@connect-console/shared/progress-by-clock";
import { auditEntry } from "../audit-entry.ts";
import { auditRefusals } from "../audited-refusal.ts";
import { changeConnectSession, findConnectSession } from "../connect-session/change.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { keyGoneOf } from "./forget-unreadable.ts";
import { requirePermission } from "../permissions.ts";
import { isOpen } from "../progress/states.ts";

/** ms; how soon a row is looked at after somebody acted on it */
const soon = 3_000;

/** Hands out the link of a row that still has one, audited; `conflict` after the wipe. */
export async function revealAuthLink(ctx: StaffContext, id: string): Promise<{ authLink: string }> {
  const { authLink } = await handOutSecrets(ctx, id, "connect_session.reveal");
  return { authLink };
}

/** Link and token for whoever may reveal them, audited as `action`; `refuse` may throw for what this use needs besides. */
export async function handOutSecrets(
  ctx: StaffContext,
  id: string,
  action: AuditAction,
  refuse: (row: ConnectSessionRow) => void | Promise<void> = () => {},
): Promise<{ authLink: string; token: string }> {
  const target = { kind: "connect_session", id };
  const row = await findConnectSession(ctx.store, id);
  await requirePermission(ctx, "connect_session.reveal", { ...target, action }, row);
  return auditRefusals(ctx, { action, target }, async () => {
    const secrets = await ctx.store.connectSessions.readSecrets(id);
    if (!secrets) throw linkGone(row);
    await refuse(row);
    await actOnLink(ctx, id, action);
    return secrets;
  });
}

/** Writes the act to the audit and has the row looked at soon; `conflict` where the link is no longer to be used. */
export async function actOnLink(
  ctx: StaffContext,
  id: string,
  action: AuditAction,
  besides: {
    /** names of what was chosen, for the audit */
    fields?: string[];
    change?: (row: ConnectSessionRow) => ConnectSessionRow;
  } = {},
): Promise<ConnectSessionRow> {
  const now = ctx.clock.now();
  const { fields = [], change = (row) => row } = besides;
  const row = await changeConnectSession(
    ctx,
    id,
    (before) =>
      change({
        ...refuseGone(before, now),
        activeAt: now,
        nextCheckAt: Math.min(before.nextCheckAt ?? Infinity, now + soon),
      }),
    (tx) =>
      tx.audit.append(
        auditEntry(ctx, {
          action,
          target: { kind: "connect_session", id },
          outcome: "done",
          fields,
        }),
      ),
  );
  ctx.live.changed(row);
  ctx.live.checkSoon(id);
  return row;
}

/** The row as it is, where its link may still be handed out; else `conflict`. `now` is epoch ms by our clock. */
export function refuseGone(row: ConnectSessionRow, now: number): ConnectSessionRow {
  const mayServe = isOpen(row.progress) || row.progress === "connected_with_problem";
  if (!row.linkHeld || !mayServe) throw linkGone(row);
  return refuseEnded(row, now);
}

/** `conflict` once the link's time has passed, also before a look has confirmed it: whoever opened it would meet an empty list. */
export function refuseEnded(row: ConnectSessionRow, now: number): ConnectSessionRow {
  if (!isPastEnd(row.expiresAt, now)) return row;
  throw new DomainError("conflict", "The time of this auth link has passed.", {
    connectSessionId: row.id,
    hint,
  });
}

const hint = "Re-issue it: that makes a new link with the same choices.";

function linkGone(row: ConnectSessionRow): DomainError {
  const message = keyGoneOf(row) ?? "The console no longer holds this auth link.";
  return new DomainError("conflict", message, {
    connectSessionId: row.id,
    hint,
  });
}
