import { sql, type RawBuilder } from "kysely";
import type { LinkReach } from "../../domain/ports/connect-sessions.ts";

/** The rows that `isReached` is true of. */
export function inReach({ provider, apart, categories }: LinkReach): RawBuilder<boolean> {
  const named =
    provider !== null
      ? sql`provider = ${provider}`
      : apart.length === 0
        ? sql`provider is not null`
        : sql`provider not in (${sql.join(apart)})`;
  const offered = sql`json_array_length(details, '$.categories')`;
  const shared =
    categories === null
      ? sql`1`
      : sql`(${offered} = 0 or exists (select 1 from json_each(details, '$.categories') where value in (${sql.join(categories)})))`;
  return sql<boolean>`(${named} or (provider is null and ${shared}))`;
}
