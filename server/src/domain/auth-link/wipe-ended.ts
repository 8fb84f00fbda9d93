import { changeConnectSession } from "../connect-session/change.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import { times } from "../progress/schedule.ts";

/** ms after a link's end; the looks have wiped it by then, where StackOne answered them */
const grace = times.pendingGrace + 2 * times.expiryGrace;

/** Wipes the secrets of links whose time passed, whatever the looks at them came to (docs/rules.md, 14). What they read by the link goes on by its number or its accounts. */
export async function wipeEndedLinks(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  for (const id of await ctx.store.connectSessions.secretsEndedBy(now - grace)) {
    const row = await changeConnectSession(ctx, id, withoutSecrets, (tx) =>
      tx.connectSessions.wipeSecrets(id),
    );
    ctx.live.changed(row);
  }
}

function withoutSecrets(row: ConnectSessionRow): ConnectSessionRow {
  const { tokenHeld: _, ...memory } = row.memory;
  return { ...row, linkHeld: false, memory };
}
