import { type Context, Hono } from "hono";
import { StackOneError } from "./error.ts";
import { seenFacts } from "./linking.ts";
import { findProvider } from "./providers.ts";
import { readPage } from "./read-page.ts";
import type { Simulation } from "./simulation.ts";
import type { AccountFacts } from "./state.ts";

const quarter = 15 * 60_000;
const keptForEach = 40;

/** `/requests/logs`: what the company's product asked with its accounts, every quarter of an hour; of broken accounts it failed. Switched off by `settings.requestLogs`. */
export function requestLogs(sim: Simulation) {
  return new Hono().get("/", (c) => {
    if (!sim.state.settings.requestLogs) throw new StackOneError(404, "Cannot GET /requests/logs");
    const wanted = list(c, "account_ids");
    const success = c.req.query("filter[success]");
    const entries = [...wanted]
      .map((id) => sim.state.accounts.get(id))
      .map((account) => (account ? seenFacts(sim, account) : null))
      .flatMap((facts) => (facts ? logOf(sim, facts) : []))
      .filter((entry) => success === undefined || String(entry.success) === success)
      .toSorted((one, other) => (one.event_datetime < other.event_datetime ? 1 : -1));
    const { pageSize } = readPage(c);
    return c.json({ next: null, data: entries.slice(0, pageSize) });
  });
}

/** A comma list, or the parameter repeated. */
function list(c: Context, name: string): Set<string> {
  return new Set((c.req.queries(`filter[${name}]`) ?? []).flatMap((value) => value.split(",")));
}

function logOf(sim: Simulation, facts: AccountFacts) {
  const category = findProvider(facts.provider)?.categories[0] ?? "hris";
  const isBroken = facts.status === "error" || facts.status === "expired";
  const since = Date.parse(facts.updatedAt);
  const newest = Math.floor(sim.now() / quarter) * quarter;
  return Array.from({ length: keptForEach }, (_, back) => newest - back * quarter).map((at) => {
    const failed = isBroken && at >= since;
    return {
      request_id: `req_${facts.id}_${at}`,
      event_datetime: new Date(at).toISOString(),
      start_time: new Date(at).toISOString(),
      end_time: new Date(at + 180).toISOString(),
      account_id: facts.id,
      project_id: "sim-27270",
      http_method: "get",
      path: `/unified/${category}/records?cursor=opaque-cursor`,
      url: `https://api.stackone.com/unified/${category}/records?cursor=opaque-cursor`,
      status: failed ? 401 : 200,
      duration: 180,
      success: !failed,
      provider: facts.provider,
      service: category,
      resource: "records",
      child_resource: null,
      sub_resource: null,
      action: "list",
      is_worker: false,
      source_type: "API_KEY",
      source_value: "key_of_the_product",
    };
  });
}
