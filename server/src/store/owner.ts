import type { Owner } from "@connect-console/shared/owner";
import { sql, type Kysely } from "kysely";
import type { Clock } from "../domain/ports/clock.ts";
import type { Owners } from "../domain/ports/store.ts";
import { defaultLimit, positionOf, toPage } from "./cursor.ts";
import { containing, fold, searchText } from "./fold.ts";
import type { OwnerColumns, OwnerNameColumns, Tables } from "./tables.ts";

/** rows of one statement, well below what SQLite and PostgreSQL take as parameters */
const batch = 500;

/** The directory of owners: `owner_names` is the truth, `owners` what the list pages through. */
export function createOwners(db: Kysely<Tables>, clock: Clock): Owners {
  return {
    list: (query) => list(db, query),
    async get(id) {
      return (await ownersOf(db, [id]))[0];
    },
    async withNameLike(name, exceptId) {
      const found = await db
        .selectFrom("owner_names")
        .select("owner_id")
        .distinct()
        .where("folded", "=", fold(name))
        .where("owner_id", "!=", exceptId)
        .orderBy("owner_id")
        .execute();
      return ownersOf(
        db,
        found.map((row) => row.owner_id),
      );
    },
    add: ({ id, name, source }) =>
      atomically(db, async (tx) => {
        const added = {
          owner_id: id,
          name,
          folded: fold(name),
          source,
          accounts: 0,
          added_at: clock.now(),
        };
        await tx
          .insertInto("owner_names")
          .values(added)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await summarise(tx, [id]);
      }),
    putCounts: (counts) =>
      atomically(db, async (tx) => {
        const ids = [...new Set(counts.map((count) => count.id))];
        for (const some of inBatches(ids)) {
          await tx
            .updateTable("owner_names")
            .set({ accounts: 0 })
            .where("owner_id", "in", some)
            .execute();
        }
        for (const some of inBatches(counts)) await putNames(tx, some, clock.now());
        for (const some of inBatches(ids)) await summarise(tx, some);
      }),
  };
}

async function list(
  db: Kysely<Tables>,
  query: Parameters<Owners["list"]>[0],
): ReturnType<Owners["list"]> {
  const limit = query.limit ?? defaultLimit;
  let select = db.selectFrom("owners").selectAll();
  const { q } = query;
  if (q) {
    const patterns = [containing(fold(q)), containing(q.toLowerCase())];
    select = select.where((eb) =>
      eb.or(patterns.map((pattern) => sql<boolean>`search like ${pattern} escape '\\'`)),
    );
  }
  if (query.cursor !== undefined) {
    const [folded, id] = positionOf(query.cursor, "string");
    select = select.where(sql<boolean>`(folded, id) > (${folded}, ${id})`);
  }
  const found = await select
    .orderBy("folded")
    .orderBy("id")
    .limit(limit + 1)
    .execute();
  const page = toPage(
    found,
    limit,
    (row) => row.id,
    (row) => [row.folded, row.id],
  );
  return { ...page, items: await ownersOf(db, page.items) };
}

/** These owners, in the order of the ids. */
async function ownersOf(db: Kysely<Tables>, ids: string[]): Promise<Owner[]> {
  const names =
    ids.length === 0
      ? []
      : await db.selectFrom("owner_names").selectAll().where("owner_id", "in", ids).execute();
  const ofId = Map.groupBy(names, (name) => name.owner_id);
  return ids.flatMap((id) => {
    const [first, ...others] = mostFitting(ofId.get(id) ?? []);
    if (!first) return [];
    return {
      id,
      name: first.name,
      otherNames: others.map(({ name, accounts }) => ({ name, accounts })),
      source: first.source,
      accounts: total([first, ...others]),
    };
  });
}

/** The name with most accounts first; without any the newest by staff. */
function mostFitting(names: OwnerNameColumns[]): OwnerNameColumns[] {
  return names.toSorted(
    (one, other) =>
      other.accounts - one.accounts ||
      Number(other.source === "staff") - Number(one.source === "staff") ||
      other.added_at - one.added_at ||
      (one.name < other.name ? -1 : 1),
  );
}

async function putNames(
  tx: Kysely<Tables>,
  counts: { id: string; name: string; accounts: number }[],
  now: number,
): Promise<void> {
  const rows = counts.map(({ id, name, accounts }) => ({
    owner_id: id,
    name,
    folded: fold(name),
    source: "accounts" as const,
    accounts,
    added_at: now,
  }));
  await tx
    .insertInto("owner_names")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["owner_id", "name"])
        .doUpdateSet((eb) => ({ accounts: eb.ref("excluded.accounts") })),
    )
    .execute();
}

/** Makes the rows of `owners` anew from their names. */
async function summarise(tx: Kysely<Tables>, ids: string[]): Promise<void> {
  const names = await tx
    .selectFrom("owner_names")
    .selectAll()
    .where("owner_id", "in", ids)
    .execute();
  const rows = [...Map.groupBy(names, (name) => name.owner_id)].flatMap(
    ([id, ofId]): OwnerColumns[] => {
      const [first] = mostFitting(ofId);
      if (!first) return [];
      const search = searchText([id, ...ofId.flatMap((name) => [name.name, name.folded])]);
      return [
        {
          id,
          name: first.name,
          folded: first.folded,
          source: first.source,
          accounts: total(ofId),
          search,
        },
      ];
    },
  );
  if (rows.length === 0) return;
  await tx
    .insertInto("owners")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet((eb) => ({
        name: eb.ref("excluded.name"),
        folded: eb.ref("excluded.folded"),
        source: eb.ref("excluded.source"),
        accounts: eb.ref("excluded.accounts"),
        search: eb.ref("excluded.search"),
      })),
    )
    .execute();
}

function total(names: OwnerNameColumns[]): number {
  return names.reduce((sum, name) => sum + name.accounts, 0);
}

function* inBatches<Item>(items: Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += batch) yield items.slice(start, start + batch);
}

/** One transaction, the one that is already open where there is one. */
function atomically<Result>(
  db: Kysely<Tables>,
  work: (tx: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
