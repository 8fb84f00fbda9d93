import { DeleteAccount, PreviewDeletion } from "@connect-console/shared/account-deletion";
import { AccountQuery } from "@connect-console/shared/account";
import { HandOver } from "@connect-console/shared/hand-over";
import { NoteInput } from "@connect-console/shared/note";
import { Hono } from "hono";
import { addAccountNote } from "../../domain/account/add-note.ts";
import { deleteTestAccount } from "../../domain/account/delete-test-account.ts";
import { handOverAccount } from "../../domain/account/hand-over.ts";
import { listAccounts } from "../../domain/account/list.ts";
import { listFailedRequests } from "../../domain/account/list-failed-requests.ts";
import { previewDeletion } from "../../domain/account/preview-deletion.ts";
import { readAccount } from "../../domain/account/read.ts";
import type { AppEnv } from "../deps.ts";
import { valid } from "../middleware/validate.ts";

export const accountRoutes = new Hono<AppEnv>()
  .get("/", valid("query", AccountQuery), async (c) => {
    return c.json(await listAccounts(c.get("ctx"), c.req.valid("query")));
  })
  .get("/:id", async (c) => c.json(await readAccount(c.get("ctx"), c.req.param("id"))))
  .get("/:id/failed-requests", async (c) =>
    c.json(await listFailedRequests(c.get("ctx"), c.req.param("id"))),
  )
  .post("/deletion-preview", valid("json", PreviewDeletion), async (c) => {
    return c.json(await previewDeletion(c.get("ctx"), c.req.valid("json")));
  })
  .post("/:id/delete", valid("json", DeleteAccount), async (c) => {
    const id = c.req.param("id");
    return c.json(await deleteTestAccount(c.get("ctx"), id, c.req.valid("json")));
  })
  .post("/:id/notes", valid("json", NoteInput), async (c) => {
    return c.json(await addAccountNote(c.get("ctx"), c.req.param("id"), c.req.valid("json")));
  })
  .post("/:id/hand-over", valid("json", HandOver), async (c) => {
    return c.json(await handOverAccount(c.get("ctx"), c.req.param("id"), c.req.valid("json")));
  });
