import { FindInput } from "@connect-console/shared/find";
import { Hono } from "hono";
import { find } from "../../domain/find/find.ts";
import type { AppEnv } from "../deps.ts";
import { valid } from "../middleware/validate.ts";

export const findRoutes = new Hono<AppEnv>().post("/", valid("json", FindInput), async (c) => {
  return c.json(await find(c.get("ctx"), c.req.valid("json")));
});
