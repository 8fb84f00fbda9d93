import { AuditQuery } from "@connect-console/shared/audit";
import { Hono } from "hono";
import { listAudit } from "../domain/list-audit.ts";
import type { AppEnv } from "./deps.ts";
import { valid } from "./valid.ts";

export const auditRoutes = new Hono<AppEnv>().get("/", valid("query", AuditQuery), async (c) => {
  return c.json(await listAudit(c.get("ctx"), c.req.valid("query")));
});
