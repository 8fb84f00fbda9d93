import { changeConnectSession } from "../connect-session/change.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import { isOpen } from "../progress/states.ts";
import { keyGone } from "../progress/problems.ts";
import { staffTimelineEntry } from "../connect-session/timeline-entry.ts";

const code = keyGone;
const message =
  "This link was created under an encryption key that is gone, so nobody can read it here. Re-issue it. The link itself still opens until it expires.";

/** At the start: links that cannot be decrypted any more, say after SECRET_KEY was replaced, are no longer held. */
export async function deleteUnreadableLinks(ctx: Context): Promise<void> {
  const ids = await ctx.store.connectSessions.unreadableSecrets();
  for (const id of ids) {
    const row = await changeConnectSession(
      ctx,
      id,
      withoutLink,
      async (tx, { progress }, before) => {
        await tx.connectSessions.wipeSecrets(id);
        if (!before.linkHeld) return;
        const entry = { progress, text: message, code, evidence: "clock" } as const;
        await tx.connectSessions.addTimeline(id, [staffTimelineEntry(ctx, entry)]);
      },
    );
    ctx.live.changed(row);
  }
  if (ids.length > 0)
    ctx.log.warn({ links: ids.length }, "links under a key that is gone were removed");
}

function withoutLink(row: ConnectSessionRow): ConnectSessionRow {
  const gone = { ...row, linkHeld: false };
  // a problem of an account that is linked says whether the account is as expected
  return isOpen(row.progress) ? { ...gone, problems: [...row.problems, { code, message }] } : gone;
}

/** Why the link of this row is not held, where that is its key; undefined: for another reason. */
export function keyGoneOf({ problems }: ConnectSessionRow): string | undefined {
  return problems.find((problem) => problem.code === code)?.message;
}
