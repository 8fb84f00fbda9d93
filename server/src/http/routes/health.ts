import { Hono } from "hono";
import type { AppEnv } from "../deps.ts";

/** For probes and Prometheus, which come by address; so these alone take any Host. */
export const healthRoutes = new Hono<AppEnv>()
  .get("/healthz", (c) => c.json({ status: "alive" }))
  .get("/readyz", async (c) => {
    const { ports, stackoneState } = c.get("deps");
    const ready = await ports.store.ready().catch(() => false);
    const known = await stackoneState().catch(() => null);
    const { state: stackone = "unknown", webhooks = null } = known ?? {};
    return c.json(
      {
        status: ready ? "ready" : "not_ready",
        store: ready,
        storeProblem: ports.store.problem(),
        stackone,
        webhooks,
      },
      ready ? 200 : 503,
    );
  })
  .get("/metrics", async (c) => {
    const { metrics } = c.get("deps");
    return c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType });
  });
