import type {
  ConnectSessionQuery,
  ConnectSessionTab,
} from "@connect-console/shared/connect-session";
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import { atCustomer } from "../../domain/connect-session/tabs.ts";
import { endsSoon, lastPart } from "../../domain/ends-soon.ts";
import type { Tables } from "../schema/tables.ts";

type Filter = (eb: ExpressionBuilder<Tables, "connect_sessions">) => Expression<SqlBool>;

/** What a query asks for, leaving out its text, tab and progress: counts obey these filters only. */
export function matchesQuery(query: ConnectSessionQuery): Filter {
  return (eb) =>
    eb.and([
      ...(query.ownerId ? [eb("owner_id", "in", query.ownerId)] : []),
      ...(query.provider ? [eb("provider", "in", query.provider)] : []),
      ...(query.type ? [eb("type", "in", query.type)] : []),
      ...(query.createdBy ? [eb("created_by_id", "in", query.createdBy)] : []),
      ...(query.holder ? [eb("holder_id", "in", query.holder)] : []),
    ]);
}

/** Tab and progress. A superseded row is left to the tab `over` and to lists that name neither (docs/rules.md, 27). */
export function inTab(query: ConnectSessionQuery & { now: number }): Filter {
  return (eb) =>
    eb.and([
      ...(query.progress ? [eb("progress", "in", query.progress)] : []),
      ...(query.progress && !query.tab ? [eb("superseded_by", "is", null)] : []),
      ...(query.tab ? [tabs[query.tab](query.now)(eb)] : []),
    ]);
}

/** `tabOf` of the domain, for the database. */
const tabs: Record<ConnectSessionTab, (now: number) => Filter> = {
  waiting: (now) => (eb) => eb.and([eb("queue", "=", "open"), waits(now)(eb)]),
  attention: (now) => (eb) =>
    eb.and([
      eb("queue", "=", "open"),
      eb.or([eb("progress", "not in", atCustomer), isEndingSoon(eb, now)]),
      eb.or([eb("snoozed_until", "is", null), eb("snoozed_until", "<=", now)]),
    ]),
  connected: () => (eb) => eb("queue", "=", "connected"),
  over: () => (eb) => eb("queue", "=", "over"),
};

/** Among open rows: is in the tab *waiting*, not in *attention*. */
export function waits(now: number): Filter {
  return (eb) =>
    eb.or([
      eb("snoozed_until", ">", now),
      eb.and([
        eb("progress", "in", atCustomer),
        eb.or([eb("expires_at", "is", null), eb.not(isEndingSoon(eb, now))]),
      ]),
    ]);
}

/** `endsSoonWithin` of the domain, for the database. */
function isEndingSoon(
  eb: ExpressionBuilder<Tables, "connect_sessions">,
  now: number,
): Expression<SqlBool> {
  const within = sql<number>`min(${endsSoon}, expires_in * 1000 / ${sql.lit(lastPart)})`;
  return eb("expires_at", "<=", sql<number>`${now} + ${within}`);
}
