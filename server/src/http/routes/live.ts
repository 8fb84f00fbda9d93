import { heartbeatSeconds } from "@connect-console/shared/live";
import { Id } from "@connect-console/shared/text";
import { Hono } from "hono";
import { type SSEMessage, type SSEStreamingApi, streamSSE } from "hono/streaming";
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

type Inbox = ReturnType<typeof createInbox>;

/** Keeps only the newest version of each row that waits to be sent, so a slow reader costs no more than the rows there are. */
function createInbox({ live, notify, actor }: StaffContext, watch: string | null) {
  const waiting = new Map<string, ConnectSessionRow>();
  let countAgain = false;
  const { sleep, wake } = createSleeper();
  const unsubscribe = [
    live.subscribe((row) => {
      if ((waiting.get(row.id)?.version ?? 0) <= row.version) waiting.set(row.id, row);
      wake();
    }, watch),
    notify.subscribe((id) => {
      if (id !== actor.staff.id) return;
      countAgain = true;
      wake();
    }),
  ];
  return {
    /** the next row, `count` where notifications are to be counted anew, undefined: nothing waits */
    take(): ConnectSessionRow | "count" | undefined {
      if (countAgain) {
        countAgain = false;
        return "count";
      }
      const [row] = waiting.values();
      if (row) waiting.delete(row.id);
      return row;
    },
    /** Waits until something comes, or so long (ms); false when the time passed. */
    sleep,
    close(): void {
      for (const end of unsubscribe) end();
      wake();
    },
  };
}

/** What is to be sent next; null: woken for nothing. */
async function nextMessage(
  inbox: Inbox,
  { ctx, deps, messages, watch, signedIn }: Sending,
): Promise<SSEMessage | null> {
  const taken = inbox.take();
  if (taken === "count") {
    const count = await ctx.store.notifications.count(ctx.actor.staff.id);
    return { event: "notifications", data: JSON.stringify(count) };
  }
  if (taken) {
    const data = await messages(ctx, taken, taken.id === watch ? "full" : "plain");
    return { event: "change", id: eventId(taken), data };
  }
  const woken = await inbox.sleep(quietFor(ctx, deps, signedIn));
  // an event and no comment, because a page never sees a comment and could not miss it
  return woken ? null : { event: "heartbeat", data: "null" };
}

async function sendChanges(stream: SSEStreamingApi, sending: Sending): Promise<void> {
  const { ctx, deps, watch, signedIn } = sending;
  const inbox = createInbox(ctx, watch);
  deps.metrics.streamOpened();
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    inbox.close();
    deps.metrics.streamClosed();
    deps.closing.removeEventListener("abort", end);
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
    while (!ended) {
      const message = await nextMessage(inbox, sending);
      // asked when the message is known: what changes after the end of a sign-in is not told, however soon after
      if (await hasEnded(ctx, signedIn)) break;
      // a write to a stream that is gone may never return
      if (message !== null && !ended) await stream.writeSSE(message);
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
