import type { StaffReference } from "@connect-console/shared/staff";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Repositories } from "../ports/store.ts";

/**
 * Who answers for the account that a link ended at, besides the people of that link: its assignee, and who made or has the newest other link for it;
 * where there is no such link, the newest production link of its owner.
 */
export async function followersOfAccount(
  { accounts, connectSessions }: Repositories,
  row: ConnectSessionRow,
  now: number,
): Promise<StaffReference[]> {
  const { account } = row;
  if (account === null) return [];
  const rows = await connectSessions.ofAccount(account.id);
  const ofOwner = async () =>
    (
      await connectSessions.page({
        ownerId: [account.owner.id],
        type: ["production"],
        limit: 1,
        now,
      })
    ).items[0];
  const other = rows.find(({ lineageId }) => lineageId !== row.lineageId) ?? (await ofOwner());
  const assignee = (await accounts.assignments([account.id])).get(account.id)?.assignee;
  return [assignee, other?.createdBy, other?.assignee].flatMap((person) => person ?? []);
}
