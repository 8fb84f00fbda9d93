import { Hono } from "hono";
import { listProviders } from "../../domain/creation/list-providers.ts";
import type { AppEnv } from "../deps.ts";

export const providerRoutes = new Hono<AppEnv>().get("/", async (c) =>
  c.json(await listProviders(c.get("ctx"))),
);
