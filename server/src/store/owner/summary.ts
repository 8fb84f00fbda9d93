import { sql, type Kysely } from "kysely";
import { normalizeName } from "../../domain/owner/name-words.ts";
import { inBatches } from "../sqlite/batches.ts";
import { ownerSearchText } from "./search.ts";
import type { OwnerNameColumns, Tables } from "../schema/tables.ts";

/**
 * What a person chose first, then the name with most accounts. On a tie the newest of staff wins, then an imported one, then `current`, the name that
 * the owner has, then the oldest: what comes from StackOne renames nobody by mere balance.
 */
export function mostFitting(
  names: OwnerNameColumns[],
  current: string | undefined,
): OwnerNameColumns[] {
  return names.toSorted(
    (one, other) =>
      (other.chosen_at ?? 0) - (one.chosen_at ?? 0) ||
      other.accounts - one.accounts ||
      rank[other.source] - rank[one.source] ||
      (one.source === "accounts"
        ? Number(other.name === current) - Number(one.name === current) ||
          one.added_at - other.added_at
        : other.added_at - one.added_at) ||
      (one.name < other.name ? -1 : 1),
  );
}

const rank = { staff: 2, import: 1, accounts: 0 } satisfies Record<
  OwnerNameColumns["source"],
  number
>;

export function totalAccounts(names: OwnerNameColumns[]): number {
  return names.reduce((sum, name) => sum + name.accounts, 0);
}

/** Makes the rows of `owners` anew from their names, and what the search knows of them. */
export async function summariseOwners(tx: Kysely<Tables>, ids: string[]): Promise<void> {
  for (const some of inBatches(ids)) await summarise(tx, some);
}

async function summarise(tx: Kysely<Tables>, ids: string[]): Promise<void> {
  const names = await tx
    .selectFrom("owner_names")
    .selectAll()
    .where("owner_id", "in", ids)
    .execute();
  const before = new Map(
    (
      await tx
        .selectFrom("owners")
        .select(["id", "name", "search"])
        .where("id", "in", ids)
        .execute()
    ).map((owner) => [owner.id, owner]),
  );
  const rows = [...Map.groupBy(names, (name) => name.owner_id)].flatMap(([id, ofId]) => {
    const [first] = mostFitting(ofId, before.get(id)?.name);
    if (!first) return [];
    return [
      {
        id,
        name: first.name,
        folded: normalizeName(first.name),
        source: first.source,
        accounts: totalAccounts(ofId),
        search: ownerSearchText(
          id,
          ofId.map(({ name }) => name),
        ),
      },
    ];
  });
  if (rows.length === 0) return;
  const written = await tx
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
    .returning(["id", "number", "search"])
    .execute();
  await indexAnew(
    tx,
    written.filter(({ id, search }) => before.get(id)?.search !== search),
  );
}

/** Numbers of accounts change often, names seldom: only those are written to the index. */
async function indexAnew(
  tx: Kysely<Tables>,
  rows: { number: number; search: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ number, search }) => sql`(${number}, ${search})`);
  await sql`insert or replace into owner_search (rowid, text) values ${sql.join(values)}`.execute(
    tx,
  );
}
