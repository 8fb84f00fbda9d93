import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { setTimeout } from "node:timers/promises";
import { accounts } from "./accounts.ts";
import { actions } from "./actions.ts";
import { answerTrouble } from "./answer-trouble.ts";
import { requireApiKey } from "./api-key.ts";
import { authLink } from "./auth-link.ts";
import { connectSessions } from "./connect-sessions.ts";
import { connectorProfiles } from "./connector-profiles.ts";
import { control } from "./control.ts";
import { settle } from "./effects.ts";
import { answerError, StackOneError } from "./error.ts";
import { hub } from "./hub.ts";
import { mcp } from "./mcp.ts";
import { oauth } from "./oauth.ts";
import { profileVersions } from "./profile-versions.ts";
import { createRequestLog, isPlatformPath, routeName } from "./request-log.ts";
import { requestLogs } from "./request-logs.ts";
import { createSaver } from "./saver.ts";
import { createSeed } from "./seed.ts";
import type { Simulation } from "./simulation.ts";
import { freshState, readState, type Seed } from "./state.ts";
import { v2Accounts } from "./v2-accounts.ts";
import { createWebhooks, type Destination } from "./webhooks.ts";

export interface SimulatorOptions {
  apiKey: string;
  /** JSON file in which the state survives a restart; memory only without it. */
  statePath?: string;
  /** Where events about accounts go; nowhere without it. */
  webhooks?: Destination;
  /** What a new or reset simulator holds, for the time of its start (epoch ms). */
  seed?: (now: number) => Seed;
  /** Epoch ms; the simulator's clock is this plus the offset that was set. */
  now?: () => number;
  /** How slow answers wait; real time without it. */
  sleep?: (seconds: number) => Promise<void>;
}

/** StackOne on this machine. `app.request()` serves tests; `flush` writes the state before the end. */
export function createSimulator(options: SimulatorOptions) {
  const realNow = options.now ?? Date.now;
  const seed = options.seed ?? createSeed;
  const read = options.statePath === undefined ? null : readState(options.statePath);
  const sim: Simulation = {
    apiKey: options.apiKey,
    requests: createRequestLog(),
    webhooks: createWebhooks(options.webhooks ?? { url: null, secrets: [] }),
    state: read ?? freshState(seed(realNow())),
    now: () => realNow() + sim.state.clockOffsetSeconds * 1000,
    iso: (at) => new Date(at ?? sim.now()).toISOString(),
    sleep: options.sleep ?? ((seconds) => setTimeout(seconds * 1000)),
    changed: () => saver.schedule(),
    reset() {
      sim.state = freshState(seed(realNow()));
      sim.requests.clear();
      sim.webhooks.reset();
      saver.schedule();
    },
  };
  const saver = createSaver(options.statePath, () => sim.state);
  return { app: createApp(sim), flush: saver.flush };
}

function createApp(sim: Simulation) {
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof StackOneError) return answerError(sim, c, error);
    // A cut connection without a socket (app.request) is an error to the caller, as it is with fetch.
    if (error.message === "connection reset") throw error;
    process.stderr.write(`simulator: ${error.stack}\n`);
    return answerError(sim, c, new StackOneError(500, "Internal Server Error"));
  });
  app.notFound((c) =>
    answerError(sim, c, new StackOneError(404, `Cannot ${c.req.method} ${c.req.path}`)),
  );
  app.use(record(sim));
  app.route("/_simulator", control(sim));
  app.use(answerTrouble(sim));
  for (const path of [
    "/connect_sessions",
    "/connector_profiles",
    "/auth_configs",
    "/accounts",
    "/v2",
    "/actions",
    "/requests",
  ]) {
    app.use(`${path}/*`, requireApiKey(sim));
  }
  app.route("/connect_sessions", connectSessions(sim));
  app.route("/", connectorProfiles(sim));
  app.route("/connector_profiles", profileVersions(sim));
  app.route("/accounts", accounts(sim));
  app.route("/v2/accounts", v2Accounts(sim));
  app.route("/actions", actions(sim));
  app.route("/requests/logs", requestLogs(sim));
  app.route("/hub", hub(sim));
  app.route("/mcp", mcp(sim));
  app.route("/", oauth(sim));
  app.route("/", authLink());
  return app;
}

/** Around each request: the clock's work before it, the `Date` of the simulator's clock on it, a line in the log. */
function record(sim: Simulation) {
  return createMiddleware<{ Variables: { unanswered?: boolean } }>(async (c, next) => {
    if (!isLocal(c)) throw new StackOneError(403, "Only for this machine");
    settle(sim);
    const { method, path } = c.req;
    const query = isPlatformPath(path) ? new URL(c.req.url).search.slice(1) : "";
    const at = new Date().toISOString();
    const entry = { method, path, query, status: 0, at, route: routeName(method, path) };
    if (!path.startsWith("/_simulator")) sim.requests.add(entry);
    await next();
    if (!c.get("unanswered")) entry.status = c.res.status;
    c.res.headers.set("Date", new Date(sim.now()).toUTCString());
  });
}

/** A foreign Host is the page of another site that was pointed at this machine. */
function isLocal(c: Context): boolean {
  const { hostname } = new URL(c.req.url);
  return ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}
