import type { HttpBindings } from "@hono/node-server";
import type { Context, Next } from "hono";
import { createMiddleware } from "hono/factory";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { StackOneError } from "./error.ts";
import { magicOwner, type MagicWord, wordsIn } from "./magic-words.ts";
import { retryAfter } from "./retry-after.ts";
import { isPlatformPath, routeName } from "./request-log.ts";
import type { Simulation } from "./simulation.ts";
import { defaultSeconds, isSessionTrouble, type Trouble } from "./trouble-kinds.ts";

/** Spoils answers: by the control endpoint's list, by words in a label, by magic owners. */
export function answerTrouble(sim: Simulation) {
  /** Label and word of what happens once only. */
  const done = new Set<string>();
  return createMiddleware(async (c, next) => {
    const route = routeName(c.req.method, c.req.path);
    const found =
      takeTrouble(sim, route, ownersAsked(sim, c), (kind) => !isSessionTrouble(kind)) ??
      (route === "POST /connect_sessions" ? await byLabel(c, done) : byOwner(sim, c, route));
    if (!found) return next();
    return play(sim, c, next, found);
  });
}

/** The first trouble of the control list that hits this request; counts it. */
export function takeTrouble(
  sim: Simulation,
  route: string,
  owners: string[],
  fits: (kind: Trouble["kind"]) => boolean,
): Trouble | undefined {
  const path = route.split(" ")[1] ?? "";
  const found = sim.state.troubles.find(
    (trouble) =>
      fits(trouble.kind) &&
      routeFits(trouble.route, route, path) &&
      (trouble.ownerId === undefined || owners.includes(trouble.ownerId)),
  );
  if (!found) return undefined;
  sim.changed();
  if (found.after !== undefined && found.after > 0) {
    found.after--;
    return undefined;
  }
  if (found.times !== undefined && --found.times <= 0) {
    sim.state.troubles = sim.state.troubles.filter((trouble) => trouble !== found);
  }
  return found;
}

function routeFits(wanted: string, route: string, path: string): boolean {
  if (wanted === "*") return isPlatformPath(path);
  const name = wanted.replaceAll(/:(\w+)/g, "{$1}");
  // Which version of the accounts is asked is the caller's choice: a route without one hits both.
  return [route, route.replace(" /v2/", " /")].some((each) =>
    name.endsWith("*") ? each.startsWith(name.slice(0, -1)) : each === name,
  );
}

async function byLabel(c: Context, done: Set<string>): Promise<Omit<Trouble, "route"> | undefined> {
  const body: unknown = await c.req.json().catch(() => null);
  const label = body !== null && typeof body === "object" && "label" in body ? body.label : null;
  if (typeof label !== "string") return undefined;
  for (const { word, does } of wordsIn(label)) {
    if (!("trouble" in does) || isSessionTrouble(does.trouble.kind)) continue;
    if (does.oncePerLabel && done.has(`${word} ${label}`)) continue;
    done.add(`${word} ${label}`);
    return does.trouble;
  }
  return undefined;
}

/** Only where every owner asked for is magic: a read of fifty owners must not fail for one of them. */
function byOwner(sim: Simulation, c: Context, route: string): Omit<Trouble, "route"> | undefined {
  const owners = ownersAsked(sim, c);
  const words = owners.map(magicOwner).filter((word): word is MagicWord => word !== undefined);
  const does = words.length === owners.length ? words[0]?.does : undefined;
  if (!does || !("trouble" in does)) return undefined;
  return routeFits(does.route, route, route.split(" ")[1] ?? "") ? does.trouble : undefined;
}

function ownersAsked(sim: Simulation, c: Context): string[] {
  const id = /^(?:\/v2)?\/accounts\/([^/]+)$/.exec(c.req.path)?.[1];
  if (id !== undefined) {
    const owner = sim.state.accounts.get(id)?.ownerId;
    return owner === undefined ? [] : [owner];
  }
  const names = c.req.path.startsWith("/v2/")
    ? ["owner_id", "owner_ids"]
    : ["origin_owner_id", "origin_owner_ids"];
  return names.flatMap((name) => c.req.queries(name) ?? []);
}

async function play(
  sim: Simulation,
  c: Context,
  next: Next,
  trouble: Omit<Trouble, "route">,
): Promise<Response | void> {
  const seconds = trouble.seconds ?? defaultSeconds[trouble.kind] ?? 0;
  switch (trouble.kind) {
    case "unauthorized":
      throw new StackOneError(trouble.status ?? 401, "Unauthorized");
    case "forbidden":
      throw new StackOneError(trouble.status ?? 403, "Forbidden resource");
    case "not_found":
      throw new StackOneError(trouble.status ?? 404, "Not Found");
    case "rate_limited": {
      const wait = trouble.seconds ?? sim.state.settings.retryAfterSeconds ?? seconds;
      throw new StackOneError(429, "Too Many Requests", { headers: retryAfter(sim, wait) });
    }
    case "server_error":
      return c.html(
        "<html><body><h1>Internal Server Error</h1><hr>nginx</body></html>",
        (trouble.status ?? 500) as ContentfulStatusCode,
      );
    case "slow":
      await sim.sleep(seconds);
      return next();
    case "never":
      return noAnswer(c);
    case "reset":
      return cut(c);
    case "reset_after":
      await next();
      return cut(c);
    case "wrong_shape":
      return replaced(c, next, () => ({ unexpected: { shape: true } }));
    case "envelope":
      return replaced(c, next, (body) => (Array.isArray(body) ? { data: body } : body));
    case "no_link":
      return replaced(c, next, (body) =>
        body !== null && typeof body === "object" ? { ...body, auth_link_url: undefined } : body,
      );
    case "not_json":
      await next();
      c.res = new Response("OK, done.", {
        status: c.res.status,
        headers: { "Content-Type": "application/json" },
      });
      return;
    default:
      return next();
  }
}

/** Lets the request act, then gives another body with the same status. */
async function replaced(
  c: Context,
  next: Next,
  change: (body: unknown) => unknown,
): Promise<Response | void> {
  await next();
  if (!c.res.ok) return;
  const { status } = c.res;
  const body = JSON.stringify(change(await c.res.json()));
  c.res = new Response(body, { status, headers: { "Content-Type": "application/json" } });
}

/** Waits until the caller gives up. */
async function noAnswer(c: Context): Promise<Response> {
  const { signal } = c.req.raw;
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  }
  return unanswered(c);
}

function cut(c: Context): Response {
  const env = c.env as Partial<HttpBindings> | undefined;
  if (!env?.incoming) throw new Error("connection reset");
  env.incoming.socket.resetAndDestroy();
  return unanswered(c);
}

function unanswered(c: Context): Response {
  c.set("unanswered", true);
  return new Response(null, { status: 204 });
}
