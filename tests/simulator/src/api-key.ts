import { createMiddleware } from "hono/factory";
import { StackOneError } from "./error.ts";
import { retryAfter } from "./retry-after.ts";
import type { Simulation } from "./simulation.ts";

/** HTTP Basic with the key as user and an empty password; `<key>` without the colon is refused as by StackOne. */
export function requireApiKey(sim: Simulation) {
  const expected = `Basic ${Buffer.from(`${sim.apiKey}:`).toString("base64")}`;
  return createMiddleware(async (c, next) => {
    if (c.req.header("authorization") !== expected) throw new StackOneError(401, "Unauthorized");
    const limit = sim.state.settings.requestsPerMinute;
    // The log already has this request.
    if (limit !== null && sim.requests.lastMinute() > limit) {
      const seconds = sim.state.settings.retryAfterSeconds ?? 60;
      throw new StackOneError(429, "Too Many Requests", { headers: retryAfter(sim, seconds) });
    }
    await next();
  });
}
