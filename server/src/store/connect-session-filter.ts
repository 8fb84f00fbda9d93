import type {
  ConnectSessionQuery,
  ConnectSessionTab,
  Progress,
} from "@connect-console/shared/connect-session";
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from "kysely";
import { containing } from "./fold.ts";
import type { Tables } from "./tables.ts";

type Filter = (eb: ExpressionBuilder<Tables, "connect_sessions">) => Expression<SqlBool>;

const hour = 3_600_000;

/** What a query asks for, leaving out its tab and progress: counts obey these filters only. */
export function matchesQuery(query: ConnectSessionQuery): Filter {
  return (eb) =>
    eb.and([
      ...(query.ownerId ? [eb("owner_id", "in", query.ownerId)] : []),
      ...(query.provider ? [eb("provider", "in", query.provider)] : []),
      ...(query.type ? [eb("type", "in", query.type)] : []),
      ...(query.createdBy ? [eb("created_by_id", "in", query.createdBy)] : []),
      ...(query.q
        ? [sql<SqlBool>`search like ${containing(query.q.toLowerCase())} escape '\\'`]
        : []),
    ]);
}

/** Tab and progress. A superseded row is left to the tab `over` and to lists that name neither (design, section 5). */
export function inTab(query: ConnectSessionQuery & { now: number }): Filter {
  return (eb) =>
    eb.and([
      ...(query.progress ? [eb("progress", "in", query.progress)] : []),
      ...(query.progress && !query.tab ? [eb("superseded_by", "is", null)] : []),
      ...(query.tab ? [tabs[query.tab](query.now)(eb)] : []),
    ]);
}

const tabs: Record<ConnectSessionTab, (now: number) => Filter> = {
  waiting: (now) => (eb) => current(eb, ["waiting", "signing_in"], eb.not(endsSoon(eb, now))),
  attention: (now) => (eb) =>
    current(
      eb,
      [
        "waiting",
        "signing_in",
        "attempt_failed",
        "stalled",
        "likely_connected",
        "connected_with_problem",
        "outcome_unknown",
      ],
      eb.or([
        eb("progress", "in", ["attempt_failed", "stalled", "likely_connected", "outcome_unknown"]),
        eb.and([eb("progress", "=", "connected_with_problem"), eb("accepted", "=", 0)]),
        eb.and([eb("progress", "in", ["waiting", "signing_in"]), endsSoon(eb, now)]),
      ]),
    ),
  connected: () => (eb) =>
    current(
      eb,
      ["connected", "connected_with_problem"],
      eb.or([eb("progress", "=", "connected"), eb("accepted", "=", 1)]),
    ),
  over: () => (eb) =>
    eb.or([
      eb("superseded_by", "is not", null),
      eb("progress", "in", ["expired", "void", "create_failed"]),
    ]),
};

/** The list of progress stands first, although the condition repeats it, so that the index on it serves the tab. */
function current(
  eb: ExpressionBuilder<Tables, "connect_sessions">,
  progress: Progress[],
  condition: Expression<SqlBool>,
): Expression<SqlBool> {
  return eb.and([eb("progress", "in", progress), eb("superseded_by", "is", null), condition]);
}

/** Within 24 hours; a link of at most 48 hours was made to end soon and calls for nobody. */
function endsSoon(
  eb: ExpressionBuilder<Tables, "connect_sessions">,
  now: number,
): Expression<SqlBool> {
  return eb.and([
    eb("expires_in", ">", 48 * 3600),
    eb("expires_at", "is not", null),
    eb("expires_at", "<=", now + 24 * hour),
  ]);
}
