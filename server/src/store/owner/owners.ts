import type { Owner } from "@connect-console/shared/owner";
import { sql, type Kysely } from "kysely";
import { marksOf, probesOf } from "../../domain/owner/similar-name.ts";
import type { Clock } from "../../domain/ports/clock.ts";
import type { Owners } from "../../domain/ports/store.ts";
import { inBatches, letOthersWork } from "../sqlite/batches.ts";
import { defaultLimit, positionOf, toPage } from "../sqlite/cursor.ts";
import { fittingOwners } from "./search.ts";
import { mostFitting, summariseOwners, totalAccounts } from "./summary.ts";
import type { OwnerNameColumns, Tables } from "../schema/tables.ts";

/** The directory of owners: `owner_names` is the truth, `owners` what the list pages through. */
export function createOwners(db: Kysely<Tables>, clock: Clock): Owners {
  const putAll: Owners["putAll"] = (owners) =>
    atomically(db, async (tx) => {
      for (const some of inBatches(owners)) {
        const rows = some.map(({ id, name, source, chosen }) => ({
          ...named(id, name, source, clock.now()),
          chosen_at: chosen ? clock.now() : null,
        }));
        await putNames(tx, rows, "chosen_at");
        await summariseOwners(
          tx,
          some.map(({ id }) => id),
        );
        await letOthersWork();
      }
    });
  return {
    list: (query) => list(db, query),
    async get(id) {
      return (await ownersOf(db, [id]))[0];
    },
    getMany: (ids) => ownersOf(db, ids),
    namesLike: (names) => namesLike(db, names),
    add: (owner) => putAll([{ ...owner, chosen: false }]),
    putAll,
    remove: (id) =>
      atomically(db, async (tx) => {
        await sql`delete from owner_search where rowid in (select number from owners where id = ${id})`.execute(
          tx,
        );
        await tx.deleteFrom("owners").where("id", "=", id).execute();
        await tx.deleteFrom("owner_names").where("owner_id", "=", id).execute();
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
        for (const some of inBatches(counts)) {
          const rows = some.map(({ id, name, accounts }) => ({
            ...named(id, name, "accounts", clock.now()),
            accounts,
          }));
          await putNames(tx, rows, "accounts");
        }
        await summariseOwners(tx, ids);
      }),
  };
}

async function list(
  db: Kysely<Tables>,
  query: Parameters<Owners["list"]>[0],
): ReturnType<Owners["list"]> {
  const limit = query.limit ?? defaultLimit;
  let select = db.selectFrom("owners").select(["id", "folded"]);
  if (query.q) select = select.where(await fittingOwners(db, query.q));
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
  const names: OwnerNameColumns[] = [];
  const current = new Map<string, string>();
  for (const some of inBatches(ids)) {
    names.push(
      ...(await db.selectFrom("owner_names").selectAll().where("owner_id", "in", some).execute()),
    );
    const owners = db.selectFrom("owners").select(["id", "name"]).where("id", "in", some);
    for (const { id, name } of await owners.execute()) current.set(id, name);
  }
  const ofId = Map.groupBy(names, (name) => name.owner_id);
  return ids.flatMap((id) => {
    const [first, ...others] = mostFitting(ofId.get(id) ?? [], current.get(id));
    if (!first) return [];
    return [
      {
        id,
        name: first.name,
        otherNames: others.map(({ name, accounts }) => ({ name, accounts })),
        source: first.source,
        accounts: totalAccounts([first, ...others]),
      },
    ];
  });
}

/** Of thousands of names that look alike the first are enough to warn. */
const alikeAtMost = 1_000;

async function namesLike(db: Kysely<Tables>, names: string[]): ReturnType<Owners["namesLike"]> {
  const found: { id: string; name: string; accounts: number }[] = [];
  for (const some of inBatches(names)) {
    const probes = some.map(probesOf);
    const read = db
      .selectFrom("owner_names")
      .select(["owner_id as id", "name", "accounts"])
      .where((eb) =>
        eb.or([
          eb(
            "mark",
            "in",
            probes.map(({ whole }) => whole),
          ),
          eb(
            "mark_head",
            "in",
            probes.flatMap(({ heads }) => heads),
          ),
          eb(
            "mark_tail",
            "in",
            probes.flatMap(({ tails }) => tails),
          ),
        ]),
      )
      .limit(alikeAtMost + 20 * some.length);
    found.push(...(await read.execute()));
  }
  return found;
}

type NewName = Omit<OwnerNameColumns, "accounts" | "chosen_at"> & { accounts: number };

function named(id: string, name: string, source: Owner["source"], now: number): NewName {
  const { whole, head, tail } = marksOf(name);
  return {
    owner_id: id,
    name,
    source,
    accounts: 0,
    added_at: now,
    mark: whole,
    mark_head: head,
    mark_tail: tail,
  };
}

/** Adds pairs; of one that is there only this column becomes new, where it has a value. */
async function putNames(
  tx: Kysely<Tables>,
  rows: (NewName & { chosen_at?: number | null })[],
  column: "accounts" | "chosen_at",
): Promise<void> {
  await tx
    .insertInto("owner_names")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["owner_id", "name"]).doUpdateSet((eb) => ({
        [column]: eb.fn.coalesce(eb.ref(`excluded.${column}`), eb.ref(`owner_names.${column}`)),
      })),
    )
    .execute();
}

/** One transaction, the one that is already open where there is one. */
function atomically<Result>(
  db: Kysely<Tables>,
  work: (tx: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
