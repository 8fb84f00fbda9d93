import { heartbeatSeconds } from "@connect-console/shared/live";
import { Id } from "@connect-console/shared/text";
import { Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import * as z from "zod/mini";
import type { SignedIn } from "../../auth/sign-in.ts";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import type { StaffContext } from "../../domain/context.ts";
import { connectSessionToApi } from "../../domain/connect-session/to-api.ts";
import { readConnectSession } from "../../domain/connect-session/read.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import { errorToLog } from "../middleware/error-handler.ts";
import { hasEnded } from "../sign-in/session.ts";
import { createStreamCap, type StreamLimits, streamLimits } from "../middleware/stream-cap.ts";
import { valid } from "../middleware/validate.ts";
import { createSleeper } from "../../sleeper.ts";

const LiveQuery = z.strictObject({ watch: z.optional(Id) });

/** Server-Sent Events: a snapshot of the watched row, then every change, and the number of one's own notifications whenever it changes. */
export function liveRoutes(limits: StreamLimits = streamLimits) {
  const messages = createMessages();
  const cap = createStreamCap(limits);
  return new Hono<AppEnv>().get("/", valid("query", LiveQuery), async (c) => {
    const ctx = c.get("ctx");
    const deps = c.get("deps");
    const signedIn = c.get("signedIn");
    const { watch = null } = c.req.valid("query");
    if (watch !== null) await readConnectSession(ctx, watch);
    const staffId = ctx.actor.staff.id;
    if (c.req.method === "HEAD") {
      cap.check(staffId);
      return c.body(null, 200, { "Content-Type": "text/event-stream" });
    }
    // nginx passes it on at once, also where its buffering is on
    c.header("X-Accel-Buffering", "no");
    const giveBack = cap.take(staffId);
    return streamSSE(c, async (stream) => {
      // Hono would send the error's text to the page; the stream just ends, and the page opens it again.
      await sendChanges(stream, { ctx, deps, messages, watch, signedIn })
        .catch((error: unknown) => {
          ctx.log.error({ requestId: ctx.requestId, ...errorToLog(error) }, "a live stream failed");
        })
        .finally(giveBack);
    });
  });
}

type Messages = ReturnType<typeof createMessages>;

/** However many streams a change goes to, it is described once with timeline and once without. */
function createMessages() {
  type Kind = "plain" | "full";
  const known = {
    plain: new WeakMap<ConnectSessionRow, Promise<string>>(),
    full: new WeakMap<ConnectSessionRow, Promise<string>>(),
  };
  const describe = async (
    ctx: StaffContext,
    row: ConnectSessionRow,
    kind: Kind,
  ): Promise<string> => {
    const timeline = kind === "full" ? await ctx.store.connectSessions.timeline(row.id) : undefined;
    return JSON.stringify(connectSessionToApi(ctx, row, timeline));
  };
  return (ctx: StaffContext, row: ConnectSessionRow, kind: Kind): Promise<string> => {
    const message = known[kind].get(row) ?? describe(ctx, row, kind);
    known[kind].set(row, message);
    return message;
  };
}

interface Sending {
  ctx: StaffContext;
  deps: AppDeps;
  messages: Messages;
  watch: string | null;
  signedIn: SignedIn;
}

/** Keeps only the newest version of each row that waits to be sent, so a slow reader costs no more than the rows there are. */
async function sendChanges(
  stream: SSEStreamingApi,
  { ctx, deps, messages, watch, signedIn }: Sending,
): Promise<void> {
  const waiting = new Map<string, ConnectSessionRow>();
  let countAgain = false;
  const sleeper = createSleeper();
  const unsubscribe = ctx.live.subscribe((row) => {
    if ((waiting.get(row.id)?.version ?? 0) <= row.version) waiting.set(row.id, row);
    sleeper.wake();
  }, watch);
  const staffId = ctx.actor.staff.id;
  const unsubscribeCount = ctx.notify.subscribe((id) => {
    if (id !== staffId) return;
    countAgain = true;
    sleeper.wake();
  });
  deps.metrics.streamOpened();
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    unsubscribe();
    unsubscribeCount();
    deps.metrics.streamClosed();
    deps.closing.removeEventListener("abort", end);
    sleeper.wake();
  };
  stream.onAbort(end);
  deps.closing.addEventListener("abort", end);
  if (stream.aborted || deps.closing.aborted) end();
  try {
    const snapshot = watch === null ? null : await readConnectSession(ctx, watch);
    if (!ended)
      await stream.writeSSE({
        event: "snapshot",
        data: JSON.stringify(snapshot),
        ...(snapshot && { id: eventId(snapshot) }),
      });
    // nothing is told to somebody whose sign-in ended meanwhile
    while (!(await hasEnded(ctx, signedIn)) && !ended) {
      const [row] = waiting.values();
      if (countAgain) {
        countAgain = false;
        const count = await ctx.store.notifications.count(staffId);
        if (!ended) await stream.writeSSE({ event: "notifications", data: JSON.stringify(count) });
      } else if (row) {
        waiting.delete(row.id);
        const data = await messages(ctx, row, row.id === watch ? "full" : "plain");
        // a write to a stream that is gone may never return
        if (!ended) await stream.writeSSE({ event: "change", id: eventId(row), data });
      } else if (!(await sleeper.sleep(quietFor(ctx, deps, signedIn)))) {
        // an event and no comment, because a page never sees a comment and could not miss it
        if (!ended) await stream.writeSSE({ event: "heartbeat", data: "null" });
      }
    }
  } finally {
    end();
  }
}

function eventId({ id, version }: { id: string; version: number }): string {
  return `${id}:${version}`;
}

/** ms until the stream has something to do by itself: a heartbeat, or its end. */
function quietFor(ctx: StaffContext, { heartbeatEvery }: AppDeps, { endsAt }: SignedIn): number {
  const left = endsAt === null ? Number.POSITIVE_INFINITY : endsAt - ctx.clock.now();
  return Math.max(0, Math.min(heartbeatEvery ?? heartbeatSeconds * 1000, left));
}
