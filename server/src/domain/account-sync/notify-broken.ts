import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import type { StatusChange } from "../ports/accounts.ts";
import type { Repositories } from "../ports/store.ts";
import { notifyPeople } from "../notification/notify.ts";

/**
 * Tells the people of the newest link that connected or repaired an account, and whoever looks after the account, that it stopped working, inside
 * the transaction that writes the change of status. Gives whom it told.
 */
export async function notifyBroken(
  ctx: Pick<Context, "clock" | "ids" | "notify">,
  tx: Repositories,
  changes: readonly Omit<StatusChange, "id">[],
): Promise<string[]> {
  const notified: string[] = [];
  for (const { accountId, at, from, to } of changes) {
    if (from !== "active" || to === "active") continue;
    const rows = await tx.connectSessions.ofAccount(accountId);
    const row = rows.find((each) => hasLinked(each, accountId));
    if (!row) continue;
    const news = { id: `account ${accountId}/broken/${at}`, kind: "broken" as const, codes: [to] };
    const besides = (await tx.accounts.assignments([accountId])).get(accountId)?.assignee ?? null;
    notified.push(...(await notifyPeople(ctx, tx, row, [news], { accountId, besides: [besides] })));
  }
  return notified;
}

function hasLinked({ memory }: ConnectSessionRow, accountId: string): boolean {
  return (
    memory.connectedAccountId === accountId ||
    (memory.furtherAccountIds?.includes(accountId) ?? false)
  );
}
