import { AccountQuery } from "@connect-console/shared/account";
import { Hono } from "hono";
import { listAccounts } from "../domain/list-accounts.ts";
import { listFailedRequests } from "../domain/list-failed-requests.ts";
import { readAccount } from "../domain/read-account.ts";
import type { AppEnv } from "./deps.ts";
import { valid } from "./valid.ts";

export const accountRoutes = new Hono<AppEnv>()
  .get("/", valid("query", AccountQuery), async (c) => {
    return c.json(await listAccounts(c.get("ctx"), c.req.valid("query")));
  })
  .get("/:id", async (c) => c.json(await readAccount(c.get("ctx"), c.req.param("id"))))
  .get("/:id/failed-requests", async (c) =>
    c.json(await listFailedRequests(c.get("ctx"), c.req.param("id"))),
  );
