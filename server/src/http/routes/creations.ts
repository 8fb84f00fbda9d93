import {
  ConnectSessionInput,
  type CreatedConnectSession,
  CreateConnectSession,
  IdempotencyKey,
  PreviewReissue,
  ReissueConnectSession,
} from "@connect-console/shared/connect-session";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import * as z from "zod/mini";
import { createConnectSession } from "../../domain/creation/create-connect-session.ts";
import { previewConnectSession } from "../../domain/creation/preview-connect-session.ts";
import { previewReissue } from "../../domain/creation/preview-reissue.ts";
import { reissueConnectSession } from "../../domain/creation/reissue-connect-session.ts";
import type { AppEnv } from "../deps.ts";
import { valid } from "../middleware/validate.ts";

const IdempotencyHeader = z.object({ "Idempotency-Key": IdempotencyKey });

/** New links, and what comes of them before. `limitCreations` stands before what asks StackOne. */
export function creationRoutes(limitCreations: MiddlewareHandler<AppEnv>) {
  return new Hono<AppEnv>()
    .post("/preview", valid("json", ConnectSessionInput), async (c) => {
      return c.json(await previewConnectSession(c.get("ctx"), c.req.valid("json")));
    })
    .post(
      "/",
      limitCreations,
      valid("header", IdempotencyHeader),
      valid("json", CreateConnectSession),
      async (c) => {
        const key = c.req.valid("header")["Idempotency-Key"];
        return c.json(
          created(c, await createConnectSession(c.get("ctx"), c.req.valid("json"), key)),
          201,
        );
      },
    )
    .post("/:id/reissue/preview", valid("json", PreviewReissue), async (c) => {
      return c.json(await previewReissue(c.get("ctx"), c.req.param("id"), c.req.valid("json")));
    })
    .post(
      "/:id/reissue",
      limitCreations,
      valid("header", IdempotencyHeader),
      valid("json", ReissueConnectSession),
      async (c) => {
        const key = c.req.valid("header")["Idempotency-Key"];
        const id = c.req.param("id");
        return c.json(
          created(c, await reissueConnectSession(c.get("ctx"), id, c.req.valid("json"), key)),
          201,
        );
      },
    );
}

/** Says in a header that this is the first answer given again. */
function created(
  c: Context,
  { replayed, ...answer }: CreatedConnectSession & { replayed: boolean },
): CreatedConnectSession {
  if (replayed) c.header("Idempotency-Replayed", "true");
  return answer;
}
