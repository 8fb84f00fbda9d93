import type { Kysely } from "kysely";
import type { CopiedAccount } from "../../domain/ports/accounts.ts";
import { groupOf } from "./row.ts";
import type { AccountColumns } from "../schema/account-tables.ts";
import type { Tables } from "../schema/tables.ts";

type Group = ReturnType<typeof groupOf>;
const keyOf = ({ status, provider, connector_profile_id, type }: Group) =>
  JSON.stringify([status, provider, connector_profile_id, type]);

/** The groups by which lists are counted and sought; made when their first account comes, kept when their last one leaves. */
export function createAccountGroups(db: Kysely<Tables>) {
  return {
    /** Counts these accounts out of their former groups and into their new ones; gives the new group of each that is there. */
    async moveInto(
      accounts: CopiedAccount[],
      known: ReadonlyMap<string, Pick<AccountColumns, "group_id">>,
    ): Promise<Map<string, number>> {
      const there = accounts.filter(({ goneAt }) => goneAt === null);
      const groups = new Map(there.map((account) => [keyOf(groupOf(account)), groupOf(account)]));
      const ids = new Map<string, number>();
      for (const [key, group] of groups) ids.set(key, await findOrMake(db, group));
      const groupIds = new Map(
        there.flatMap((account) => {
          const id = ids.get(keyOf(groupOf(account)));
          return id === undefined ? [] : [[account.id, id] as const];
        }),
      );
      const change = new Map<number, number>();
      const add = (id: number | null | undefined, by: number) => {
        if (id != null) change.set(id, (change.get(id) ?? 0) + by);
      };
      for (const { id } of accounts) {
        add(known.get(id)?.group_id, -1);
        add(groupIds.get(id), 1);
      }
      for (const [id, by] of change)
        if (by !== 0)
          await db
            .updateTable("account_groups")
            .set((eb) => ({ accounts: eb("accounts", "+", by) }))
            .where("id", "=", id)
            .execute();
      return groupIds;
    },
  };
}

async function findOrMake(db: Kysely<Tables>, group: Group): Promise<number> {
  const find = () =>
    db
      .selectFrom("account_groups")
      .select("id")
      .where("status", "=", group.status)
      .where("provider", "=", group.provider)
      .where("connector_profile_id", "=", group.connector_profile_id)
      .where("type", "=", group.type);
  const found = await find().executeTakeFirst();
  if (found) return found.id;
  await db
    .insertInto("account_groups")
    .values({ ...group, accounts: 0 })
    .execute();
  return (await find().executeTakeFirstOrThrow()).id;
}
