import type { AccountQuery } from "@connect-console/shared/account";
import { sql, type Kysely, type RawBuilder, type SqlBool } from "kysely";
import type { Accounts, CopiedAccount } from "../../domain/ports/accounts.ts";
import { accountsCreatedBy } from "./creators.ts";
import { firstActiveSortKey } from "./sort-key.ts";
import { fromAccountColumns } from "./row.ts";
import { hasWords } from "./search.ts";
import type { AccountGroupColumns } from "../schema/account-tables.ts";
import { defaultLimit, positionOf, toPage } from "../sqlite/cursor.ts";
import type { Tables } from "../schema/tables.ts";

/** Under a text so many matches are counted and no more. */
const countedAtMost = 100;
/** Where at least every so-many-th account fits, reading past the others is cheaper than seeking group by group. */
const worthReadingPast = 50;

type Condition = RawBuilder<SqlBool>;

/** What is asked for: conditions on `a` (accounts) and `f` (texts), and the groups that fit. */
interface Wanted {
  groups: AccountGroupColumns[];
  /** as above, whatever their status */
  ofAnyStatus: AccountGroupColumns[];
  all: AccountGroupColumns[];
  text: Condition | null;
  ownerIds: string[] | undefined;
  assigneeIds: string[] | undefined;
  /** those to choose from, where it is asked whose links they came from */
  accountIds: string[] | undefined;
  /** places lie above the first and below the second */
  between: [number, number];
}

/** A page in the order of places, with what the counts table or a bounded count says. */
export async function listAccounts(
  db: Kysely<Tables>,
  query: AccountQuery,
): ReturnType<Accounts["list"]> {
  const limit = query.limit ?? defaultLimit;
  const wanted = await wantedBy(db, query);
  const first = await findFirst(db, wanted);
  const counts = countByStatus(wanted, first);
  const places =
    (first && sortKeysAmong(first, wanted, limit + 1)) ??
    (await pageSortKeys(db, wanted, limit + 1));
  const found = await readSortKeys(db, places);
  const page = toPage(
    found,
    limit,
    ({ account }) => account,
    ({ place, account }) => [place, account.id],
  );
  const total = Object.entries(counts)
    .filter(([status]) => query.status?.includes(status) ?? true)
    .reduce((sum, [, count]) => sum + count, 0);
  return {
    ...page,
    counts,
    countsCut: first?.isCut ?? false,
    total: Math.max(total, page.items.length),
  };
}

async function wantedBy(db: Kysely<Tables>, query: AccountQuery): Promise<Wanted> {
  const all = await db.selectFrom("account_groups").selectAll().where("accounts", ">", 0).execute();
  const some = (wanted: string[] | undefined, value: string) => wanted?.includes(value) ?? true;
  const ofAnyStatus = all.filter(
    (group) =>
      some(query.provider, group.provider) &&
      some(query.connectorProfileId, group.connector_profile_id) &&
      some(query.type, group.type),
  );
  const groups = ofAnyStatus.filter(({ status }) => some(query.status, status));
  const [after] = query.cursor === undefined ? [0] : positionOf(query.cursor, "number");
  const isActive = ({ status }: AccountGroupColumns) => status === "active";
  const begin = groups.every(isActive) ? firstActiveSortKey - 1 : 0;
  const end = groups.some(isActive) ? Number.MAX_SAFE_INTEGER : firstActiveSortKey;
  return {
    groups,
    ofAnyStatus,
    all,
    text: query.q ? hasWords(query.q) : null,
    ownerIds: query.ownerId,
    assigneeIds: query.assignee,
    accountIds: query.createdBy && (await accountsCreatedBy(db, query.createdBy)),
    between: [Math.max(after, begin), end],
  };
}

const idsOf = (groups: AccountGroupColumns[]) => JSON.stringify(groups.map(({ id }) => id));
/** The plus keeps SQLite from seeking by what only has to be checked of each row. */
const inGroups = (groups: AccountGroupColumns[]): Condition =>
  sql`+a.group_id in (select value from json_each(${idsOf(groups)}))`;
const ofOwners = (ownerIds: string[]): Condition =>
  sql`+a.owner_id in (select value from json_each(${JSON.stringify(ownerIds)}))`;
const ofAssignees = (assigneeIds: string[]): Condition =>
  sql`+a.assignee_id in (select value from json_each(${JSON.stringify(assigneeIds)}))`;
type People = Pick<Wanted, "accountIds" | "assigneeIds" | "ownerIds">;
const amongIds = (accountIds: string[]): Condition =>
  sql`+a.id in (select value from json_each(${JSON.stringify(accountIds)}))`;
/** Accounts, sought by what they are, who looks after them, else by their owner. */
const accountsOf = ({ accountIds, assigneeIds, ownerIds = [] }: People) => {
  const each = (values: string[]) => sql`json_each(${JSON.stringify([...new Set(values)])})`;
  if (accountIds) return sql`${each(accountIds)} o cross join accounts a on a.id = o.value`;
  return assigneeIds
    ? sql`${each(assigneeIds)} o cross join accounts a on a.assignee_id = o.value`
    : sql`${each(ownerIds)} o cross join accounts a on a.owner_id = o.value`;
};
/** What has to be checked of each row beside its group. */
const ofPeople = ({ accountIds, assigneeIds, ownerIds }: People): Condition =>
  sql`${ownerIds ? ofOwners(ownerIds) : sql`true`} and ${assigneeIds ? ofAssignees(assigneeIds) : sql`true`} and ${accountIds ? amongIds(accountIds) : sql`true`}`;
const size = (groups: AccountGroupColumns[]) =>
  groups.reduce((sum, { accounts }) => sum + accounts, 0);

/** What was found first of what text or owner name, whatever the status: enough for the counts, and often for the page. */
interface Found {
  hits: { place: number; group_id: number }[];
  /** there may be more behind them */
  isCut: boolean;
}

function countByStatus({ ofAnyStatus }: Wanted, found: Found | null): Record<string, number> {
  const counts: Record<string, number> = {};
  const statusOf = new Map(ofAnyStatus.map(({ id, status }) => [id, status]));
  const add = (status: string, count: number) => (counts[status] = (counts[status] ?? 0) + count);
  if (!found) for (const { status, accounts } of ofAnyStatus) add(status, accounts);
  for (const { group_id } of found?.hits ?? []) add(statusOf.get(group_id) ?? "", 1);
  return counts;
}

async function findFirst(
  db: Kysely<Tables>,
  { text, ofAnyStatus, all, ...people }: Wanted,
): Promise<Found | null> {
  if (!text && !people.ownerIds && !people.assigneeIds && !people.accountIds) return null;
  const among = ofAnyStatus.length === all.length ? sql`true` : inGroups(ofAnyStatus);
  const found = text
    ? sql<Found["hits"][number]>`
        select a.place, a.group_id from accounts_text f cross join accounts a on a.place = f.rowid
        where ${text} and ${among} and ${ofPeople(people)}
        order by f.rowid limit ${countedAtMost}`
    : sql<Found["hits"][number]>`
        select a.place, a.group_id from ${accountsOf(people)}
        where a.place is not null and ${among} and ${ofPeople(people)} order by a.place`;
  const { rows } = await found.execute(db);
  return { hits: rows, isCut: text !== null && rows.length === countedAtMost };
}

/** The page's places, where what was found first holds all of them. */
function sortKeysAmong(
  { hits, isCut }: Found,
  { groups, between: [after, before] }: Wanted,
  limit: number,
): number[] | null {
  const ids = new Set(groups.map(({ id }) => id));
  const places = hits
    .filter(({ place, group_id }) => place > after && place < before && ids.has(group_id))
    .slice(0, limit)
    .map(({ place }) => place);
  return isCut && places.length < limit ? null : places;
}

/** The places of the page, by whichever way reads least. */
async function pageSortKeys(
  db: Kysely<Tables>,
  { groups, all, text, between: [after, before], ...people }: Wanted,
  limit: number,
): Promise<number[]> {
  if (groups.length === 0) return [];
  const isAll = groups.length === all.length;
  const among = isAll ? sql<SqlBool>`true` : inGroups(groups);
  const owned = ofPeople(people);
  const run = async (statement: RawBuilder<{ place: number }>) =>
    (await statement.execute(db)).rows.map(({ place }) => place);
  if (text)
    return run(sql`select a.place from accounts_text f cross join accounts a on a.place = f.rowid
      where ${text} and f.rowid > ${after} and f.rowid < ${before} and ${among} and ${owned}
      order by f.rowid limit ${limit}`);
  if (isAll || size(groups) * worthReadingPast >= sizeBetween(all, after, before))
    return run(sql`select a.place from accounts a
      where a.place > ${after} and a.place < ${before} and ${among}
      order by a.place limit ${limit}`);
  return run(sql`select a.place from json_each(${idsOf(groups)}) g cross join accounts a
    on a.group_id = g.value and a.place in (
      select b.place from accounts b where b.group_id = g.value and b.place > ${after} order by b.place limit ${limit})
    order by a.place limit ${limit}`);
}

/** How many accounts lie between two places, as far as broken and active tell. */
function sizeBetween(all: AccountGroupColumns[], after: number, before: number): number {
  return size(
    all.filter(({ status }) =>
      status === "active" ? before > firstActiveSortKey : after < firstActiveSortKey - 1,
    ),
  );
}

async function readSortKeys(
  db: Kysely<Tables>,
  places: number[],
): Promise<{ place: number; account: CopiedAccount }[]> {
  if (places.length === 0) return [];
  const rows = await db
    .selectFrom("accounts")
    .selectAll()
    .where(sql<boolean>`place in (select value from json_each(${JSON.stringify(places)}))`)
    .orderBy("place")
    .execute();
  return rows.map((row) => ({ place: row.place ?? 0, account: fromAccountColumns(row) }));
}
