import { sql, type Kysely } from "kysely";
import type { Tables } from "../schema/tables.ts";

/** ms; StackOne's clock may be behind ours by so much when it says when an account was created */
const clocksApart = 5 * 60_000;

/** A link's claims are found by it. */
export const claimsOfLink =
  "create index connect_session_claims_of_link on connect_session_claims (connect_session_id)";

/** Ids of the accounts that links of these people created: claimed by such a link, and not older than it. */
export async function accountsCreatedBy(db: Kysely<Tables>, staffIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from json_each(${JSON.stringify(staffIds)}) p
    cross join connect_sessions s on s.created_by_id = p.value
    cross join connect_session_claims c on c.connect_session_id = s.id
    cross join accounts a on a.id = c.account_id
    where json_extract(a.details, '$.createdAt') >= s.created_at - ${clocksApart}`.execute(db);
  return rows.map(({ id }) => id);
}
