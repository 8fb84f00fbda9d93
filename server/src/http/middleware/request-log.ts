import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { AppDeps, AppEnv } from "../deps.ts";

/** Gives the request its id and context, and writes one line when it is answered: the route's template, never path or query. */
export function requestLog(deps: AppDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    const requestId = crypto.randomUUID();
    c.set("deps", deps);
    c.set("requestId", requestId);
    c.header("X-Request-Id", requestId);
    await next();
    const route = routeOf(c);
    const milliseconds = performance.now() - startedAt;
    const { method } = c.req;
    const { status } = c.res;
    deps.metrics.answered({ method, route, status, seconds: milliseconds / 1000 });
    const staffId = c.get("ctx")?.actor.staff.id;
    deps.ports.log.info(
      { requestId, method, route, status, milliseconds: Math.round(milliseconds), staffId },
      "request",
    );
  };
}

/** The template that fits best; a wildcard where only middlewares and the page's catch-all matched. */
function routeOf(c: Context): string {
  const paths = matchedRoutes(c).map(({ path }) => path.replace(/\{.*\}/, ""));
  return (
    paths.findLast((path) => !path.endsWith("*")) ?? (paths.includes("/api/*") ? "/api/*" : "/*")
  );
}
