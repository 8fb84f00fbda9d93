import { requestOf } from "../connect-session-request.ts";
import { canonicalJson } from "../canonical-json.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import type { Repositories } from "../ports/store.ts";
import { snoozed } from "../connect-session/snooze.ts";
import { staffTimelineEntry } from "../connect-session/timeline-entry.ts";

/** Once a link is there, what became of the same request before does not matter any more: its unknown outcomes are dismissed. Gives them. */
export async function dismissSameRequest(
  ctx: StaffContext,
  tx: Repositories,
  created: ConnectSessionRow,
): Promise<ConnectSessionRow[]> {
  const unknown = await tx.connectSessions.unknownOfOwner(created.owner.id);
  const same = unknown.filter((row) => sameRequest(row) === sameRequest(created));
  const dismissed: ConnectSessionRow[] = [];
  for (const row of same) {
    const written = await tx.connectSessions.update(snoozed(ctx, row, null));
    if (!written) continue;
    const { progress } = written;
    const text = "Dismissed: the same link was created by another try.";
    const entry = staffTimelineEntry(ctx, { progress, text, code: "dismissed" });
    await tx.connectSessions.addTimeline(row.id, [entry]);
    dismissed.push(written);
  }
  return dismissed;
}

/** Of what StackOne was asked, all but how long the link lives. */
function sameRequest(row: ConnectSessionRow): string {
  const { expiresIn: _, ...asked } = requestOf(row);
  return canonicalJson(asked);
}
