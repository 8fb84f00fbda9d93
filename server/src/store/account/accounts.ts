import { sql, type Kysely } from "kysely";
import type { Accounts, CopiedAccount } from "../../domain/ports/accounts.ts";
import { createAccountAssignment } from "./assignment.ts";
import { createAccountGroups } from "./groups.ts";
import { createAccountHistory } from "./history.ts";
import { listAccounts } from "./list.ts";
import { sortKeyOf } from "./sort-key.ts";
import { fromAccountColumns, toAccountColumns } from "./row.ts";
import { addTexts, forgetTexts, mergeTexts, textOf } from "./search.ts";
import type { AccountColumns } from "../schema/account-tables.ts";
import { inBatches } from "../sqlite/batches.ts";
import type { Tables } from "../schema/tables.ts";

/** The copy of StackOne's accounts. */
export function createAccounts(db: Kysely<Tables>): Accounts {
  return {
    ...createAccountHistory(db),
    ...createAccountAssignment(db),
    ...createReading(db),
    ...createWriting(db),
    list: (query) => listAccounts(db, query),
    optimizeSearch: (how) => mergeTexts(db, how),
  };
}

function rowsOf(db: Kysely<Tables>, ids: string[]): Promise<AccountColumns[]> {
  return gathered(ids, (some) =>
    db.selectFrom("accounts").selectAll().where("id", "in", some).execute(),
  );
}

function createReading(
  db: Kysely<Tables>,
): Pick<Accounts, "known" | "idsOfOwner" | "notReadSince" | "countNames" | "count"> {
  return {
    async known(ids) {
      return (await rowsOf(db, ids)).map(fromAccountColumns);
    },
    async idsOfOwner(ownerId) {
      const found = await db
        .selectFrom("accounts")
        .select("id")
        .where("owner_id", "=", ownerId)
        .where("place", "is not", null)
        .execute();
      return found.map(({ id }) => id);
    },
    async notReadSince(time) {
      const found = await db
        .selectFrom("accounts")
        .select("id")
        .where("place", "is not", null)
        .where("read_at", "<", time)
        .execute();
      return found.map(({ id }) => id);
    },
    async countNames(ownerIds) {
      return gathered(ownerIds, (some) =>
        db
          .selectFrom("accounts")
          .select((eb) => [
            "owner_id as id",
            "owner_name as name",
            eb.fn.countAll<number>().as("accounts"),
          ])
          .where("owner_id", "in", some)
          .where("place", "is not", null)
          .groupBy(["owner_id", "owner_name"])
          .execute(),
      );
    },
    async count() {
      const { all } = await db
        .selectFrom("account_groups")
        .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("accounts"), sql<number>`0`).as("all"))
        .executeTakeFirstOrThrow();
      return all;
    },
  };
}

function createWriting(db: Kysely<Tables>): Pick<Accounts, "put" | "touch" | "putProfiles"> {
  return {
    put: async (accounts) =>
      putAccounts(
        db,
        accounts,
        await rowsOf(
          db,
          accounts.map(({ id }) => id),
        ),
      ),
    async touch(ids, readAt) {
      for (const some of inBatches(ids))
        await db.updateTable("accounts").set({ read_at: readAt }).where("id", "in", some).execute();
    },
    async putProfiles(profiles) {
      const profileOf = new Map(profiles.map((one) => [one.id, one.connectorProfileId]));
      const rows = await rowsOf(db, [...profileOf.keys()]);
      const changed = rows
        .map(fromAccountColumns)
        .filter(
          ({ id, goneAt, connectorProfileId }) =>
            goneAt === null && connectorProfileId !== profileOf.get(id),
        )
        .map((account) => ({ ...account, connectorProfileId: profileOf.get(account.id) }));
      await putAccounts(db, changed, rows);
    },
  };
}

/** Writes the rows, and with them what hangs on their place and group: both stay as they are where nothing moves. */
async function putAccounts(
  db: Kysely<Tables>,
  accounts: CopiedAccount[],
  before: AccountColumns[],
): Promise<void> {
  if (accounts.length === 0) return;
  const known = new Map(before.map((row) => [row.id, row]));
  const groupIds = await createAccountGroups(db).moveInto(accounts, known);
  const places = await findSortKeys(db, accounts, known);
  const rows = accounts.map((account) => ({
    ...toAccountColumns(account),
    place: places.get(account.id) ?? null,
    group_id: groupIds.get(account.id) ?? null,
  }));
  for (const some of inBatches(rows))
    await db
      .insertInto("accounts")
      .values(some)
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet((eb) => ({
          place: eb.ref("excluded.place"),
          group_id: eb.ref("excluded.group_id"),
          owner_id: eb.ref("excluded.owner_id"),
          owner_name: eb.ref("excluded.owner_name"),
          read_at: eb.ref("excluded.read_at"),
          broken_since: eb.ref("excluded.broken_since"),
          gone_at: eb.ref("excluded.gone_at"),
          details: eb.ref("excluded.details"),
        })),
      )
      .execute();
  await putTexts(db, accounts, known, places);
}

async function putTexts(
  db: Kysely<Tables>,
  accounts: CopiedAccount[],
  known: ReadonlyMap<string, AccountColumns>,
  places: ReadonlyMap<string, number>,
): Promise<void> {
  const moved = accounts.filter((account) => {
    const row = known.get(account.id);
    const isSameSortKey = row?.place === places.get(account.id);
    return !row || !isSameSortKey || textOf(fromAccountColumns(row)) !== textOf(account);
  });
  await forgetTexts(
    db,
    moved.flatMap(({ id }) => known.get(id)?.place ?? []),
  );
  await addTexts(
    db,
    moved.flatMap((account) => {
      const place = places.get(account.id);
      const assignmentWords = known.get(account.id)?.care_words ?? "";
      return place === undefined ? [] : { place, account, assignmentWords };
    }),
  );
}

/** A place for each that is there, its own where it need not move; several of one moment give way to each other. */
async function findSortKeys(
  db: Kysely<Tables>,
  accounts: CopiedAccount[],
  known: ReadonlyMap<string, AccountColumns>,
): Promise<Map<string, number>> {
  const places = new Map<string, number>();
  const taken = new Set<number>();
  let open: CopiedAccount[] = [];
  for (const account of accounts.filter(({ goneAt }) => goneAt === null)) {
    const row = known.get(account.id);
    const place = row && isSameMoment(fromAccountColumns(row), account) ? row.place : null;
    if (place === null) open.push(account);
    else {
      places.set(account.id, place);
      taken.add(place);
    }
  }
  for (let attempt = 0; open.length > 0; attempt += 1) {
    const tried = open.map((account) => ({ account, place: sortKeyOf(account, attempt) }));
    const occupied = await gathered(tried, (some) =>
      db
        .selectFrom("accounts")
        .select("place")
        .where(
          "place",
          "in",
          some.map(({ place }) => place),
        )
        .execute(),
    );
    for (const { place } of occupied) if (place !== null) taken.add(place);
    open = tried.flatMap(({ account, place }) => {
      if (taken.has(place)) return [account];
      taken.add(place);
      places.set(account.id, place);
      return [];
    });
  }
  return places;
}

const isSameMoment = (one: CopiedAccount, other: CopiedAccount) =>
  sortKeyOf(one) === sortKeyOf(other);

async function gathered<Item, Row>(
  items: Item[],
  work: (some: Item[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const some of inBatches(items)) rows.push(...(await work(some)));
  return rows;
}
