import { EmptyBody } from "@connect-console/shared/connect-session";
import { OwnerInput, OwnerQuery, OwnerRename } from "@connect-console/shared/owner";
import { Hono } from "hono";
import { addOwner } from "../../domain/owner/add.ts";
import { deleteOwner } from "../../domain/owner/delete.ts";
import { exportOwners } from "../../domain/owner/export.ts";
import { listOwners } from "../../domain/owner/list.ts";
import { previewOwner } from "../../domain/owner/preview.ts";
import { readOwner } from "../../domain/owner/read.ts";
import { renameOwner } from "../../domain/owner/rename.ts";
import { answerCsv } from "../csv/to-csv.ts";
import type { AppEnv } from "../deps.ts";
import { ownerCsv } from "../csv/owners.ts";
import { valid } from "../middleware/validate.ts";

export const ownerRoutes = new Hono<AppEnv>()
  .get("/", valid("query", OwnerQuery), async (c) =>
    c.json(await listOwners(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/:id", async (c) => c.json(await readOwner(c.get("ctx"), c.req.param("id"))))
  .post("/:id/rename", valid("json", OwnerRename), async (c) =>
    c.json(await renameOwner(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/delete", valid("json", EmptyBody), async (c) => {
    await deleteOwner(c.get("ctx"), c.req.param("id"));
    return c.json({});
  })
  .post("/preview", valid("json", OwnerInput), async (c) =>
    c.json(await previewOwner(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/", valid("json", OwnerInput), async (c) =>
    c.json(await addOwner(c.get("ctx"), c.req.valid("json")), 201),
  );

/** `GET /api/owners.csv`; below /owners/ it would hide the owner with such an id. */
export const ownerCsvRoutes = new Hono<AppEnv>().get("/", async (c) => {
  const chunks = ownerCsv(await exportOwners(c.get("ctx")));
  return answerCsv(c, "owners.csv", chunks);
});
