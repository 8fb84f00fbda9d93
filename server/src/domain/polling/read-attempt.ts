import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import type { AttemptReading, Purpose } from "../ports/stackone.ts";

/** Asks StackOne for a row's newest attempt; `at` is our clock when the call began. Without number and token it is as unreadable as if StackOne refused. */
export async function readAttemptOf(
  ctx: Pick<Context, "store" | "stackone" | "clock">,
  row: Pick<ConnectSessionRow, "id" | "stackoneId" | "expiresAt">,
  purpose: Purpose,
): Promise<{ at: number; reading: AttemptReading }> {
  const token = (await ctx.store.connectSessions.readToken(row.id)) ?? null;
  const at = ctx.clock.now();
  const number = row.stackoneId;
  if (number === null && token === null) return { at, reading: { readable: false, status: 404 } };
  const ended = row.expiresAt !== null && at >= row.expiresAt;
  return { at, reading: await ctx.stackone.readAttempt({ number, token, ended }, purpose) };
}
