import { AuditExport, AuditQuery } from "@connect-console/shared/audit";
import { Hono } from "hono";
import { exportAudit } from "../../domain/audit/export.ts";
import { listAudit } from "../../domain/audit/list.ts";
import { listAuditActors } from "../../domain/audit/list-actors.ts";
import { auditCsv } from "../csv/audit.ts";
import { answerCsv } from "../csv/to-csv.ts";
import type { AppEnv } from "../deps.ts";
import { valid } from "../middleware/validate.ts";

export const auditRoutes = new Hono<AppEnv>()
  .get("/", valid("query", AuditQuery), async (c) =>
    c.json(await listAudit(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/actors", async (c) => c.json(await listAuditActors(c.get("ctx"))))
  .get("/export.csv", valid("query", AuditExport), async (c) =>
    answerCsv(c, "audit-log.csv", auditCsv(await exportAudit(c.get("ctx"), c.req.valid("query")))),
  );
