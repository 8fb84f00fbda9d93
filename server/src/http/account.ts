import { AccountQuery } from "@connect-console/shared/account";
import { Hono } from "hono";
import { listAccounts } from "../domain/list-accounts.ts";
import type { AppEnv } from "./deps.ts";
import { valid } from "./valid.ts";

export const accountRoutes = new Hono<AppEnv>().get(
  "/",
  valid("query", AccountQuery),
  async (c) => {
    return c.json(await listAccounts(c.get("ctx"), c.req.valid("query")));
  },
);
