import { changeAsStaff } from "./change-as-staff.ts";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import { looksLikeLink } from "@connect-console/shared/text";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { isOpen } from "../progress/states.ts";
import { dismissed } from "../progress/confirm.ts";
import { followUntil, keepsToken } from "../progress/schedule.ts";

/** Withdraws an open link: wiped here but for the token by which it is watched until its end, because StackOne has no revocation. `conflict` for a closed row. */
export async function voidConnectSession(
  ctx: StaffContext,
  id: string,
  { reason }: { reason?: string | undefined },
): Promise<ConnectSession> {
  return changeAsStaff(ctx, id, {
    action: "connect_session.void",
    permission: "connect_session.void",
    fields: reason ? ["reason"] : [],
    prepare: () => refuseLink(reason),
    texts: { reason },
    change: (before) => withdrawn(before, ctx.clock.now()),
    entry: () => ({ text: voidText(reason) }),
    async alongside(tx, after) {
      await (after.memory.tokenHeld
        ? tx.connectSessions.wipeLink(id)
        : tx.connectSessions.wipeSecrets(id));
      return {};
    },
  });
}

async function refuseLink(reason: string | undefined): Promise<void> {
  if (reason === undefined || !looksLikeLink(reason)) return;
  throw new DomainError("invalid_input", "The reason looks like an auth link.", {
    fields: { reason: "Take the auth link out of the reason." },
  });
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
