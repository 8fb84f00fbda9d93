import { Hono } from "hono";
import { DomainError } from "../../domain/domain-error.ts";
import type { AppEnv } from "../deps.ts";

/** What is known of StackOne; nothing is asked now. */
export const stackoneStateRoutes = new Hono<AppEnv>().get("/", async (c) =>
  c.json(await c.get("deps").stackoneState()),
);

/** What a person can type to meet trouble, from the simulator itself. */
export const simulatorRoutes = new Hono<AppEnv>().get("/magic-words", async (c) => {
  const { magicWords } = c.get("deps");
  if (!magicWords)
    throw new DomainError("not_found", "There are magic words only while the simulator is in use.");
  return c.json(await magicWords());
});
