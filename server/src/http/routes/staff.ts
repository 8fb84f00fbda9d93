import { Hono } from "hono";
import { listColleagues } from "../../domain/staff/list-colleagues.ts";
import type { AppEnv } from "../deps.ts";

export const staffRoutes = new Hono<AppEnv>().get("/", async (c) =>
  c.json(await listColleagues(c.get("ctx"))),
);
