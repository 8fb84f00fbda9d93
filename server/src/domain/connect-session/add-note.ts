import { noteCode } from "@connect-console/shared/internal-note";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import type { NoteInput } from "@connect-console/shared/note";
import { auditEntry } from "../audit-entry.ts";
import { findConnectSession } from "./change.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "./to-api.ts";
import { requirePermission } from "../permissions.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";
import { staffTimelineEntry } from "./timeline-entry.ts";

/** Keeps a note on a row, open or closed, in its timeline. `invalid_input` where it carries the link or the token of a connect session. */
export async function addNote(
  ctx: StaffContext,
  id: string,
  { text }: NoteInput,
): Promise<ConnectSession> {
  const target = { kind: "connect_session", id };
  const row = await findConnectSession(ctx.store, id);
  await requirePermission(ctx, "connect_session.note", target, row);
  await refuseSecrets(ctx, { text });
  await ctx.store.transaction(async (tx) => {
    await tx.connectSessions.addNote(
      id,
      staffTimelineEntry(ctx, { progress: row.progress, text, code: noteCode }),
    );
    await tx.audit.append(
      auditEntry(ctx, {
        action: "connect_session.note",
        target,
        outcome: "done",
        fields: ["text"],
      }),
    );
  });
  // the row itself did not change, but whoever has its page open reads the timeline anew
  ctx.live.changed({ ...row });
  return connectSessionToApi(ctx, row, await ctx.store.connectSessions.timeline(id));
}
