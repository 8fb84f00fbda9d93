import { handOverCode } from "@connect-console/shared/internal-note";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import type { HandOver } from "@connect-console/shared/hand-over";
import { auditEntry } from "../audit-entry.ts";
import { changeConnectSession, findConnectSession } from "./change.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "./to-api.ts";
import { requirePermission } from "../permissions.ts";
import { planHandOver, readHandOver } from "../staff/assignment.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";
import { linkFacts, notifyAssigned } from "../notification/notify.ts";
import { staffTimelineEntry } from "./timeline-entry.ts";

/** Gives a row, open or closed, to a colleague, or takes it; and names the ticket that it belongs to. From then on it is the assignee's. */
export async function handOverConnectSession(
  ctx: StaffContext,
  id: string,
  input: HandOver,
): Promise<ConnectSession> {
  const target = { kind: "connect_session", id };
  const found = await findConnectSession(ctx.store, id);
  await requirePermission(ctx, "connect_session.hand_over", target, found);
  const { ticket, note } = input;
  await refuseSecrets(ctx, { ticket, note });
  const handing = await readHandOver(ctx, input, found.type);
  let plan: ReturnType<typeof planHandOver> | undefined;
  let notified: string[] = [];
  const row = await changeConnectSession(
    ctx,
    id,
    (before) => {
      plan = planHandOver(ctx, before, handing);
      return { ...before, ...plan.care };
    },
    async (tx, after) => {
      if (!plan || plan.fields.length === 0) return;
      const { text, fields } = plan;
      const entry = staffTimelineEntry(ctx, { progress: after.progress, text, code: handOverCode });
      if (input.note === undefined) await tx.connectSessions.addTimeline(id, [entry]);
      // lists find it by the note
      else await tx.connectSessions.addNote(id, entry);
      notified = await notifyAssigned(ctx, tx, {
        facts: linkFacts(after, []),
        fields,
        assignee: after.assignee,
        note: input.note,
        connectSessionId: id,
        accountId: null,
      });
      const action = "connect_session.hand_over";
      await tx.audit.append(auditEntry(ctx, { action, target, outcome: "done", fields }));
    },
    "assign",
  );
  ctx.live.changed(row);
  ctx.notify.changed(notified);
  return connectSessionToApi(ctx, row, await ctx.store.connectSessions.timeline(id));
}
