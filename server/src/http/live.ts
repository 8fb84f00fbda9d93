import { type ConnectSession } from "@connect-console/shared/connect-session";
import { Id } from "@connect-console/shared/text";
import { Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import * as z from "zod/mini";
import type { ConnectSessionRow } from "../domain/connect-session.ts";
import type { StaffContext } from "../domain/context.ts";
import { describeConnectSession } from "../domain/describe-connect-session.ts";
import { readConnectSession } from "../domain/read-connect-session.ts";
import type { AppDeps, AppEnv } from "./deps.ts";
import { describeError } from "./error.ts";
import { valid } from "./valid.ts";

const LiveQuery = z.strictObject({ watch: z.optional(Id) });
const defaultHeartbeat = 15_000;

/** Server-Sent Events: a snapshot of the watched row, then every change. */
export const liveRoutes = new Hono<AppEnv>().get("/", valid("query", LiveQuery), async (c) => {
  const ctx = c.get("ctx");
  const deps = c.get("deps");
  const { watch = null } = c.req.valid("query");
  if (watch !== null) await readConnectSession(ctx, watch);
  if (c.req.method === "HEAD") return c.body(null, 200, { "Content-Type": "text/event-stream" });
  return streamSSE(c, async (stream) => {
    // Hono would send the error's text to the page; the stream just ends, and the page opens it again.
    await sendChanges(stream, ctx, deps, watch).catch((error: unknown) => {
      ctx.log.error({ requestId: ctx.requestId, ...describeError(error) }, "a live stream failed");
    });
  });
});

/** Keeps only the newest version of each row that waits to be sent, so a slow reader costs no more than the rows there are. */
async function sendChanges(
  stream: SSEStreamingApi,
  ctx: StaffContext,
  deps: AppDeps,
  watch: string | null,
): Promise<void> {
  const waiting = new Map<string, ConnectSessionRow>();
  let wake = (): void => {};
  const unsubscribe = ctx.live.subscribe((row) => {
    if ((waiting.get(row.id)?.version ?? 0) <= row.version) waiting.set(row.id, row);
    wake();
  }, watch);
  deps.metrics.streamOpened();
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    unsubscribe();
    deps.metrics.streamClosed();
    deps.closing.removeEventListener("abort", end);
    wake();
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
      const [row] = waiting.values();
      if (row) {
        waiting.delete(row.id);
        const timeline =
          row.id === watch ? await ctx.store.connectSessions.timeline(row.id) : undefined;
        const change = describeConnectSession(ctx, row, timeline);
        // a write to a stream that is gone may never return
        if (!ended)
          await stream.writeSSE({
            event: "change",
            id: eventId(change),
            data: JSON.stringify(change),
          });
      } else if (
        await silence((resolve) => (wake = resolve), deps.heartbeatEvery ?? defaultHeartbeat)
      ) {
        if (!ended) await stream.write(": still here\n\n");
      }
    }
  } finally {
    end();
  }
}

function eventId({ id, version }: ConnectSession): string {
  return `${id}:${version}`;
}

/** Waits until woken, or so long; true when the time passed. */
function silence(onWake: (resolve: () => void) => void, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), milliseconds);
    onWake(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
