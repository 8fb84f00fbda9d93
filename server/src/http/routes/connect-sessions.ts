import {
  AcceptDifference,
  ConfirmConnectSession,
  ConnectHere,
  ConnectSessionExport,
  ConnectSessionQuery,
  CopiedLink,
  EmptyBody,
  type HubAccess,
  NextQuery,
  SnoozeConnectSession,
  VoidConnectSession,
} from "@connect-console/shared/connect-session";
import { HandOver } from "@connect-console/shared/hand-over";
import { NoteInput } from "@connect-console/shared/note";
import { Hono, type MiddlewareHandler } from "hono";
import { acceptDifference } from "../../domain/connect-session/accept-difference.ts";
import { addNote } from "../../domain/connect-session/add-note.ts";
import { checkConnectSession } from "../../domain/connect-session/check.ts";
import { connectHere } from "../../domain/auth-link/connect-here.ts";
import { confirmConnectSession } from "../../domain/connect-session/confirm.ts";
import { exportConnectSessions } from "../../domain/connect-session/export.ts";
import { handOverConnectSession } from "../../domain/connect-session/hand-over.ts";
import { listLinkCreators, listConnectSessions } from "../../domain/connect-session/list.ts";
import { nextConnectSession } from "../../domain/connect-session/next.ts";
import { recordCopy } from "../../domain/auth-link/record-copy.ts";
import { readConnectSession } from "../../domain/connect-session/read.ts";
import { readSupportBundle } from "../../domain/connect-session/read-support-bundle.ts";
import { revealAuthLink } from "../../domain/auth-link/reveal.ts";
import {
  dismissConnectSession,
  snoozeConnectSession,
  unsnoozeConnectSession,
} from "../../domain/connect-session/snooze.ts";
import { voidConnectSession } from "../../domain/connect-session/void.ts";
import { connectSessionCsv } from "../csv/connect-sessions.ts";
import { answerCsv } from "../csv/to-csv.ts";
import type { AppEnv } from "../deps.ts";
import { valid } from "../middleware/validate.ts";
import { creationRoutes } from "./creations.ts";

/** `limitCreations` stands before the two routes that ask StackOne for a link. */
export function connectSessionRoutes(limitCreations: MiddlewareHandler<AppEnv>) {
  return new Hono<AppEnv>()
    .route("/", creationRoutes(limitCreations))
    .route("/", listRoutes())
    .route("/", rowRoutes())
    .route("/", attentionRoutes())
    .route("/", authLinkRoutes());
}

function listRoutes() {
  return new Hono<AppEnv>()
    .get("/", valid("query", ConnectSessionQuery), async (c) => {
      return c.json(await listConnectSessions(c.get("ctx"), c.req.valid("query")));
    })
    .get("/next", valid("query", NextQuery), async (c) => {
      return c.json(await nextConnectSession(c.get("ctx"), c.req.valid("query")));
    })
    .get("/staff", async (c) => c.json(await listLinkCreators(c.get("ctx"))))
    .get("/export.csv", valid("query", ConnectSessionExport), async (c) => {
      const rows = await exportConnectSessions(c.get("ctx"), c.req.valid("query"));
      return answerCsv(c, "auth-links.csv", connectSessionCsv(rows));
    });
}

/** One row: what it is, and what people say of it. */
function rowRoutes() {
  return new Hono<AppEnv>()
    .get("/:id", async (c) => c.json(await readConnectSession(c.get("ctx"), c.req.param("id"))))
    .get("/:id/support", async (c) => {
      const { versions } = c.get("deps");
      return c.json(await readSupportBundle(c.get("ctx"), c.req.param("id"), versions));
    })
    .post("/:id/check", valid("json", EmptyBody), async (c) => {
      return c.json(await checkConnectSession(c.get("ctx"), c.req.param("id")));
    })
    .post("/:id/confirm", valid("json", ConfirmConnectSession), async (c) => {
      return c.json(
        await confirmConnectSession(c.get("ctx"), c.req.param("id"), c.req.valid("json")),
      );
    })
    .post("/:id/accept", valid("json", AcceptDifference), async (c) => {
      return c.json(await acceptDifference(c.get("ctx"), c.req.param("id"), c.req.valid("json")));
    })
    .post("/:id/notes", valid("json", NoteInput), async (c) => {
      return c.json(await addNote(c.get("ctx"), c.req.param("id"), c.req.valid("json")));
    })
    .post("/:id/hand-over", valid("json", HandOver), async (c) => {
      return c.json(
        await handOverConnectSession(c.get("ctx"), c.req.param("id"), c.req.valid("json")),
      );
    });
}

/** Whether a row stays in *Needs attention*. */
function attentionRoutes() {
  return new Hono<AppEnv>()
    .post("/:id/snooze", valid("json", SnoozeConnectSession), async (c) => {
      const { ctx, id } = { ctx: c.get("ctx"), id: c.req.param("id") };
      return c.json(await snoozeConnectSession(ctx, id, c.req.valid("json")));
    })
    .post("/:id/dismiss", valid("json", EmptyBody), async (c) => {
      return c.json(await dismissConnectSession(c.get("ctx"), c.req.param("id")));
    })
    .post("/:id/unsnooze", valid("json", EmptyBody), async (c) => {
      return c.json(await unsnoozeConnectSession(c.get("ctx"), c.req.param("id")));
    });
}

/** What is done with the link itself. */
function authLinkRoutes() {
  return new Hono<AppEnv>()
    .post("/:id/reveal", valid("json", EmptyBody), async (c) => {
      return c.json(await revealAuthLink(c.get("ctx"), c.req.param("id")));
    })
    .post("/:id/connect-here", valid("json", ConnectHere), async (c) => {
      const { token } = await connectHere(c.get("ctx"), c.req.param("id"), c.req.valid("json"));
      return c.json({ token, ...c.get("deps").hub } satisfies HubAccess);
    })
    .post("/:id/copied", valid("json", CopiedLink), async (c) => {
      return c.json(await recordCopy(c.get("ctx"), c.req.param("id"), c.req.valid("json")));
    })
    .post("/:id/void", valid("json", VoidConnectSession), async (c) => {
      return c.json(await voidConnectSession(c.get("ctx"), c.req.param("id"), c.req.valid("json")));
    });
}
