import type { ConnectSession } from "@connect-console/shared/connect-session";
import { looksLikeLink } from "@connect-console/shared/text";
import { auditEntry } from "../audit-entry.ts";
import { auditRefusals } from "../audited-refusal.ts";
import { changeConnectSession, findConnectSession } from "./change.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "./to-api.ts";
import { DomainError } from "../domain-error.ts";
import { requirePermission } from "../permissions.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";
import { isOpen } from "../progress/states.ts";
import { dismissed } from "../progress/confirm.ts";
import { followUntil, keepsToken } from "../progress/schedule.ts";
import { staffTimelineEntry } from "./timeline-entry.ts";

/** Withdraws an open link: wiped here but for the token by which it is watched until its end, because StackOne has no revocation. `conflict` for a closed row. */
export async function voidConnectSession(
  ctx: StaffContext,
  id: string,
  { reason }: { reason?: string | undefined },
): Promise<ConnectSession> {
  const target = { kind: "connect_session", id };
  const found = await findConnectSession(ctx.store, id);
  await requirePermission(ctx, "connect_session.void", target, found);
  if (reason && looksLikeLink(reason)) {
    throw new DomainError("invalid_input", "The reason looks like an auth link.", {
      fields: { reason: "looks like an auth link" },
    });
  }
  await refuseSecrets(ctx, { reason });
  const facts = {
    action: "connect_session.void",
    target,
    fields: reason ? ["reason"] : [],
  } as const;
  const row = await auditRefusals(ctx, { ...facts, fields: [...facts.fields] }, () =>
    changeConnectSession(
      ctx,
      id,
      (before) => withdrawn(before, ctx.clock.now()),
      async (tx, after) => {
        await (after.memory.tokenHeld
          ? tx.connectSessions.wipeLink(id)
          : tx.connectSessions.wipeSecrets(id));
        await tx.connectSessions.addTimeline(id, [
          staffTimelineEntry(ctx, { progress: "void", text: voidText(reason) }),
        ]);
        await tx.audit.append(
          auditEntry(ctx, { ...facts, fields: [...facts.fields], outcome: "done" }),
        );
      },
    ),
  );
  ctx.live.changed(row);
  return connectSessionToApi(ctx, row, await ctx.store.connectSessions.timeline(id));
}

function withdrawn(row: ConnectSessionRow, now: number): ConnectSessionRow {
  if (!isOpen(row.progress)) {
    throw new DomainError("conflict", "Only an open link can be withdrawn.", {
      connectSessionId: row.id,
    });
  }
  const { hint, ...memory } = row.memory;
  const voided: ConnectSessionRow = {
    ...row,
    progress: "void",
    progressSince: now,
    linkHeld: false,
    account: row.predicted.account,
    nextCheckAt: row.nextCheckAt ?? now,
    memory: {
      ...memory,
      // what was seen before is known to whoever withdraws it; what comes later is news
      ...(hint && dismissed(row, hint)),
    },
  };
  if (row.linkHeld && keepsToken(voided, now)) voided.memory.tokenHeld = true;
  return { ...voided, followUntil: followUntil(voided, now) };
}

function voidText(reason: string | undefined): string {
  const text =
    "Withdrawn. StackOne cannot revoke a link: it still opens until it expires, and the console goes on watching it.";
  return reason ? `${text} Reason: ${reason}` : text;
}
