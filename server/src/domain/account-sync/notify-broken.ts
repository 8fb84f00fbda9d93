import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context } from "../context.ts";
import type { StatusChange } from "../ports/accounts.ts";
import type { Repositories } from "../ports/store.ts";
import { tellPeople } from "../notification/notify.ts";

/**
 * Tells the people of the newest link that connected or repaired an account, and whoever looks after the account, that it stopped working, inside
 * the transaction that writes the change of status. Gives whom it told.
 */
export async function tellBroken(
  ctx: Pick<Context, "clock" | "ids" | "notify">,
  tx: Repositories,
  changes: readonly Omit<StatusChange, "id">[],
): Promise<string[]> {
  const told: string[] = [];
  for (const { accountId, at, from, to } of changes) {
    if (from !== "active" || to === "active") continue;
    const rows = await tx.connectSessions.ofAccount(accountId);
    const row = rows.find((each) => hasLinked(each, accountId));
    if (!row) continue;
    const news = { id: `account ${accountId}/broken/${at}`, kind: "broken" as const, codes: [to] };
    const besides = (await tx.accounts.care([accountId])).get(accountId)?.assignee ?? null;
    told.push(...(await tellPeople(ctx, tx, row, [news], { accountId, besides: [besides] })));
  }
  return told;
}

function hasLinked({ memory }: ConnectSessionRow, accountId: string): boolean {
  return (
    memory.connectedAccountId === accountId ||
    (memory.furtherAccountIds?.includes(accountId) ?? false)
  );
}
