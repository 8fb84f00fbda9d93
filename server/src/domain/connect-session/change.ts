import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { Repositories } from "../ports/store.ts";

/** The row, or `not_found`. */
export async function findConnectSession(
  { connectSessions }: Pick<Repositories, "connectSessions">,
  id: string,
): Promise<ConnectSessionRow> {
  const row = await connectSessions.get(id);
  if (!row) throw new DomainError("not_found", "There is no connect session with this id.");
  return row;
}

/**
 * Changes a row and writes what belongs to the change in one transaction; read again where somebody else was faster.
 * `change` may throw a DomainError to refuse; assignee and ticket are only written by `assign`.
 */
export async function changeConnectSession(
  ctx: Pick<Context, "store">,
  id: string,
  change: (
    row: ConnectSessionRow,
    tx: Repositories,
  ) => ConnectSessionRow | Promise<ConnectSessionRow>,
  alongside: (tx: Repositories, row: ConnectSessionRow, before: ConnectSessionRow) => Promise<void>,
  write: "update" | "assign" = "update",
): Promise<ConnectSessionRow> {
  for (let tries = 0; tries < 5; tries += 1) {
    const changed = await ctx.store.transaction(async (tx) => {
      const before = await findConnectSession(tx, id);
      const row = await tx.connectSessions[write](await change(before, tx));
      if (row) await alongside(tx, row, before);
      return row;
    });
    if (changed) return changed;
  }
  throw new DomainError("conflict", "The connect session is changing too fast; try again.", {
    connectSessionId: id,
  });
}
