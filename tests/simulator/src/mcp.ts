import { type Context, Hono } from "hono";
import { StackOneError } from "./error.ts";
import type { Simulation } from "./simulation.ts";

/** `/mcp?token=`: whether an auth link's token opens StackOne's MCP server is unknown; `settings.tokenOpensMcp` says. */
export function mcp(sim: Simulation) {
  const answer = (c: Context) => {
    const session = sim.state.sessions.get(c.req.query("token") ?? "");
    const isOpen = sim.state.settings.tokenOpensMcp;
    if (!isOpen || !session || session.expiresAt <= sim.now()) {
      throw new StackOneError(401, "Unauthorized");
    }
    return c.json({ jsonrpc: "2.0", id: null, result: { tools: [] } });
  };
  return new Hono().get("/", answer).post("/", answer);
}
