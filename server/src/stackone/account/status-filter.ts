import * as z from "zod";
import type { Purpose } from "../../domain/ports/stackone.ts";
import type { Exchange } from "../request/retrying.ts";
import { type ListAnswer, readListAnswer } from "./list-check.ts";
import { LooseId } from "../wire/loose.ts";

/** What a list of accounts holds where no status is asked for is not documented (docs/stackone.md, 13). */

/** The statuses of the wire, and those that the filter's page names (docs/stackone.md, 5.1); a later one cannot be asked for. */
const statuses = {
  known: ["active", "inactive", "suspended", "archived", "expired", "error"],
  documented: ["active", "inactive", "error"],
} as const;

/** `unneeded`: lists hold all accounts by themselves; else the statuses that must be asked for. */
export const StatusFilter = z.enum(["unneeded", "known", "documented"]);
export type StatusFilter = z.infer<typeof StatusFilter>;

/** The query by which a list holds accounts of every status. */
export function everyStatus(filter: StatusFilter | null): [string, string][] {
  return filter === null || filter === "unneeded" ? [] : queryOf(statuses[filter]);
}

/** Finds an account that is not active and looks whether the list shows it unasked; null: there is none, or it could not be told. */
export async function learnStatusFilter(
  exchange: Exchange,
  path: string,
  purpose: Purpose,
): Promise<StatusFilter | null> {
  for (const filter of ["known", "documented"] as const) {
    const asked = queryOf(statuses[filter].filter((status) => status !== "active"));
    const answer = await readListAnswer(exchange, path, purpose, asked);
    if (answer === null) return null;
    // these statuses are refused: fewer may not be
    if (answer.status >= 400) continue;
    const broken = entriesOf(answer).find(({ status }) => status !== "active");
    if (!broken) return null;
    const unasked = await readListAnswer(exchange, path, purpose, [["account_ids", broken.id]]);
    if (unasked === null || unasked.status >= 400) return null;
    if (entriesOf(unasked).some(({ id }) => id === broken.id)) return "unneeded";
    // another account says that the list does not know this filter, so nothing is told
    return unasked.entries.length === 0 ? filter : null;
  }
  return null;
}

const Entry = z.object({ id: LooseId, status: z.string() });

function entriesOf({ entries }: ListAnswer): z.infer<typeof Entry>[] {
  return entries.flatMap((entry) => Entry.safeParse(entry).data ?? []);
}

function queryOf(values: readonly string[]): [string, string][] {
  return values.map((status) => ["status", status]);
}
