import { createHash } from "node:crypto";
import type { Environment } from "./config/environment.ts";
import { recordingStackOne } from "./domain/account-sync/recording-stackone.ts";
import type { Context, Ports } from "./domain/context.ts";
import { createMetrics, type Metrics } from "./http/metrics.ts";
import { createIds } from "./ids.ts";
import { createFeed } from "./live/feed.ts";
import { createMemory } from "./memory.ts";
import { createNotify } from "./notify/create-notify.ts";
import { createIncomingWebhook, type IncomingWebhook } from "./notify/incoming-webhook.ts";
import { createPendingAccounts, type PendingAccounts } from "./polling/pending-accounts.ts";
import { createTracker, type Tracker } from "./polling/tracker.ts";
import type { StackOneClient } from "./stackone/client.ts";
import { letOthersWork } from "./store/sqlite/batches.ts";

/** The domain's ports, and what stands behind some of them. */
export interface ConsolePorts {
  ports: Ports;
  /** for the console itself, before anybody is there */
  ctx: Context;
  metrics: Metrics;
  tracker: Tracker;
  pendingAccounts: PendingAccounts;
  /** null: the environment names none */
  teamWebhook: IncomingWebhook | null;
}

/** Joins what the domain needs. Nothing runs yet. */
export function createPorts(
  { requestsPerMinute, notifyWebhook }: Environment,
  { clock, log, store }: Pick<Ports, "clock" | "log" | "store">,
  client: StackOneClient,
): ConsolePorts {
  const metrics = createMetrics(() => client.state().budget.used);
  const teamWebhook =
    notifyWebhook && createIncomingWebhook(notifyWebhook, { onSent: metrics.messageSent });
  const notify = createNotify(teamWebhook);
  const memory = createMemory(clock);
  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
  const services = { clock, ids: createIds(clock), store, log, hash, notify, memory };
  const pendingAccounts = createPendingAccounts();
  const stackone = recordingStackOne(client, { ...services, letOthersWork }, pendingAccounts.add);
  const tracker = createTracker({
    ...services,
    stackone,
    feed: createFeed(),
    requestsPerMinute,
    onCheck: metrics.checked,
    onAccountPending: (accountId) => pendingAccounts.add([accountId]),
  });
  const ports: Ports = { ...services, stackone, live: tracker.live };
  const ctx: Context = { ...ports, actor: { kind: "tracker" }, requestId: "start" };
  return { ports, ctx, metrics, tracker, pendingAccounts, teamWebhook };
}
