import { serve } from "@hono/node-server";
import { z } from "zod";
import { createSimulator } from "./simulator.ts";

/** Starts the simulator as a process of its own; its address is the one line on stdout. */

const environment = z
  .object({
    SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(4401),
    SIMULATOR_STATE: z.string().min(1).optional(),
    SIMULATOR_API_KEY: z.string().min(1).default("v1.sim.local-simulator-key"),
    SIMULATOR_WEBHOOK_URL: z.url().optional(),
    SIMULATOR_WEBHOOK_SECRETS: z.string().default(""),
  })
  .safeParse(process.env);
if (!environment.success) {
  process.stderr.write(`simulator: ${z.prettifyError(environment.error)}\n`);
  process.exit(78);
}
const { SIMULATOR_PORT, SIMULATOR_STATE, SIMULATOR_API_KEY } = environment.data;
const { SIMULATOR_WEBHOOK_URL: url = null, SIMULATOR_WEBHOOK_SECRETS } = environment.data;

const simulator = createSimulator({
  apiKey: SIMULATOR_API_KEY,
  webhooks: { url, secrets: SIMULATOR_WEBHOOK_SECRETS.split(",").filter(Boolean) },
  ...(SIMULATOR_STATE === undefined ? {} : { statePath: SIMULATOR_STATE }),
});
const server = serve(
  { fetch: simulator.app.fetch, hostname: "127.0.0.1", port: SIMULATOR_PORT },
  ({ port }) => process.stdout.write(`simulator listening on http://127.0.0.1:${port}\n`),
);
server.on("error", (error: Error) => {
  process.stderr.write(`simulator: ${error.message}\n`);
  process.exit(1);
});

function end(): void {
  simulator.flush();
  process.exit(0);
}
process.on("SIGTERM", end);
process.on("SIGINT", end);
// The parent is gone: nobody would end this process any more.
if (process.connected) process.on("disconnect", end);
