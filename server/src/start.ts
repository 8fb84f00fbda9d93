import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { StackOneState } from "@connect-console/shared/stackone-state";
import { createSignIn } from "./auth/create-sign-in.ts";
import { recordStaff } from "./domain/staff/record-sign-in.ts";
import { recoverInterruptedCreations } from "./domain/creation/recover-interrupted.ts";
import { recoverInterruptedDeletions } from "./domain/account/delete-test-account.ts";
import type { Context, Ports } from "./domain/context.ts";
import { directoryToApi } from "./domain/account-sync/sync-state.ts";
import { recordingStackOne } from "./domain/account-sync/recording-stackone.ts";
import { isoTimeOrNull } from "./domain/iso-time.ts";
import type { Clock } from "./domain/ports/clock.ts";
import type { Log } from "./domain/ports/log.ts";
import type { Store } from "./domain/ports/store.ts";
import { storeSentence } from "./domain/store-failure.ts";
import { createStackOneChecker } from "./domain/stackone-check/check.ts";
import { lastWebhookAt } from "./domain/polling/receive-webhook.ts";
import { deleteUnreadableLinks } from "./domain/auth-link/forget-unreadable.ts";
import { isOtherUpstream } from "./domain/stackone-project.ts";
import { type Environment, readEnvironment } from "./config/environment.ts";
import { createApp } from "./http/app.ts";
import { createMetrics } from "./http/metrics.ts";
import { createWebhookInbox } from "./http/webhook-inbox.ts";
import { createIds } from "./ids.ts";
import { listen } from "./listen.ts";
import { createAccountsCopier } from "./polling/account-syncer.ts";
import { createFeed } from "./live/feed.ts";
import { createRecovery } from "./polling/recovery.ts";
import { createPendingAccounts } from "./polling/pending-accounts.ts";
import { createTracker } from "./polling/tracker.ts";
import { createLog } from "./log.ts";
import { createMemory } from "./memory.ts";
import { connectStackOne } from "./connect-stackone.ts";
import { createNotify } from "./notify/create-notify.ts";
import { createDelivery } from "./notify/delivery.ts";
import { createIncomingWebhook } from "./notify/incoming-webhook.ts";
import type { SimulatorProcess } from "./simulator-process.ts";
import type { StackOneHealth, StackOneReads } from "./stackone/stackone-health.ts";
import { openStore } from "./store/open-store.ts";
import { letOthersWork } from "./store/sqlite/batches.ts";
import { loadSecretKeys } from "./store/secret/secret-key.ts";
import { readVersions } from "./config/versions.ts";

const pageDirectory = fileURLToPath(new URL("../../web/dist", import.meta.url));
const hour = 3_600_000;
/** ms; a look that StackOne does not answer is not waited for longer when the console ends */
const stopWithin = 2000;
/** who acts before anybody is there */
const atTheStart = {
  actor: { kind: "tracker" },
  requestId: "start",
} as const satisfies Partial<Context>;

export interface RunningConsole {
  /** where staff open it */
  url: string;
  stackone: { kind: "simulator" | "live"; host: string };
  /** Ends streams, watching, the simulator and the store, within seconds. */
  close(): Promise<void>;
}

/** Composes and starts everything. `variables` are the environment's, from which the secrets are taken out. Throws EnvironmentError or a sentence. */
export async function startConsole(
  variables: Record<string, string | undefined>,
  options: { clock?: Clock; log?: Log } = {},
): Promise<RunningConsole> {
  const environment = readEnvironment(variables);
  const log = options.log ?? createLog();
  const closers: Closers = [];
  const closing = new AbortController();
  const close = async (): Promise<void> => {
    // first of all: streams would keep the server open
    closing.abort();
    const failures: unknown[] = [];
    for (const closer of closers.splice(0).reverse())
      await Promise.resolve()
        .then(closer)
        .catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    const clock = options.clock ?? { now: () => Date.now(), elapsed: () => performance.now() };
    const running = await compose(environment, { clock, log, closing: closing.signal }, closers);
    return { ...running, close };
  } catch (error) {
    // the first failure is the one to be told of
    await close().catch(() => {});
    throw error;
  }
}

type Closers = (() => Promise<void> | void)[];

async function compose(
  environment: Environment,
  { clock, log, closing }: { clock: Clock; log: Log; closing: AbortSignal },
  closers: Closers,
): Promise<Omit<RunningConsole, "close">> {
  const dataDir = resolve(environment.dataDir);
  const directory = join(dataDir, environment.upstream.kind);
  const fromEnvironment = environment.secretKey?.reveal();
  const secretKeys = loadSecretKeys({ dataDir, ...(fromEnvironment && { fromEnvironment }) });
  const store = await openStore({ directory, secretKeys, clock });
  closers.push(() => store.close());
  const { stackone, simulator, hub } = await connectStackOne(
    environment,
    directory,
    { clock, log, store },
    closers,
  );
  const { requestsPerMinute } = environment;
  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
  const { notifyWebhook } = environment;
  const teamWebhook =
    notifyWebhook &&
    createIncomingWebhook(notifyWebhook, { onSent: (result) => metrics.messageSent(result) });
  const notify = createNotify(teamWebhook);
  const memory = createMemory(clock);
  const services = { clock, ids: createIds(clock), store, log, hash, notify, memory };
  const pendingAccounts = createPendingAccounts();
  const parts = {
    ...services,
    stackone: recordingStackOne(stackone, { ...services, letOthersWork }, pendingAccounts.add),
  };
  const metrics = createMetrics(() => stackone.state().budget.used);
  const tracker = createTracker({
    ...parts,
    feed: createFeed(),
    requestsPerMinute,
    onCheck: metrics.checked,
    onAccountPending: (accountId) => pendingAccounts.add([accountId]),
  });
  const ports: Ports = { ...parts, live: tracker.live };
  await recoverInterruptedCreations({ ...ports, ...atTheStart });
  await store.ownerImports.deleteUndecided();
  await deleteUnreadableLinks({ ...ports, ...atTheStart });
  await recoverInterruptedDeletions({ ...ports, ...atTheStart });
  const { webhooks, settled } = createWebhookInbox(environment.webhookSecrets, simulator !== null);
  closers.push(settled);

  const { host, port } = environment;
  // the app is there before the first request can come
  const listening = await listen({ host, port, fetch: (request) => app.fetch(request) });
  closers.push(() => listening.close());
  const publicUrl = environment.publicUrl ?? listening.address;
  deleteOutdatedHourly(ports, closing);
  const stackoneCheck = createStackOneChecker(stackone.probe, (ms) =>
    sleep(ms, undefined, { signal: closing }).catch(() => {}),
  );
  closers.push(() => {
    stackoneCheck.stop();
    return stackoneCheck.settled();
  });
  const { signIns } = store;
  const dependencies = { publicUrl, secretKeys, clock, signIns };
  const signIn = createSignIn(environment.signIn, dependencies);
  const app = createApp({
    ports,
    signIn,
    publicUrl,
    trustedHops: environment.trustedHops,
    hub,
    versions: readVersions(),
    pageDirectory,
    limits: environment.limits,
    metrics,
    stackoneState: () =>
      stackoneStateToApi(ports, simulator, {
        ...stackone.state(),
        configured: webhooks.secrets.length > 0,
      }),
    stackoneCheck,
    webhooks,
    magicWords: simulator && (() => simulator.magicWords()),
    closing,
  });
  await recordStaff(ports, signIn.people ?? []);
  const recovery = createRecovery({ ...ports, ...atTheStart });
  const delivery = teamWebhook && createDelivery(ports, teamWebhook, publicUrl.origin);
  const copier = createAccountsCopier({ ...ports, ...atTheStart }, pendingAccounts);
  const stop = () =>
    Promise.all([tracker.stop(), recovery.stop(), copier.stop(), delivery?.stop()]).then(() => {});
  // before anything of it starts, so that a start that fails afterwards leaves nothing running
  closers.push(() => Promise.race([stop(), sleep(stopWithin, undefined, { ref: false })]));
  tracker.start();
  recovery.start();
  delivery?.start();
  void stackone.selfCheck().then(() => closing.aborted || copier.start());
  await simulator?.sendWebhooks(new URL("/hooks/stackone", listening.address), webhooks.secrets);
  return {
    url: publicUrl.origin,
    stackone: { kind: stackone.kind, host: stackone.host },
  };
}

/** What goes on in the background beside tracker and copy. */
function deleteOutdatedHourly(ports: Ports, closing: AbortSignal): void {
  const run = (): void =>
    void deleteOutdated(ports.store, ports.clock).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : "";
      ports.log.warn({ reason }, "what is over could not be forgotten");
    });
  run();
  const hourly = setInterval(run, hour);
  closing.addEventListener("abort", () => clearInterval(hourly), { once: true });
}

/** Repeated requests are known for a day (docs/rules.md, 12), ended sign-ins until they were over anyhow, what people were told for 90 days. */
async function deleteOutdated(store: Store, clock: Clock): Promise<void> {
  await store.idempotency.deleteOlderThan(clock.now() - 24 * hour);
  await store.signIns.deleteOlderThan(clock.now());
  await store.notifications.deleteOlderThan(clock.now() - 90 * 24 * hour);
  await store.outbox.deleteOlderThan(clock.now() - 90 * 24 * hour);
}

/** What is known without asking: the client's state, the store's binding (docs/rules.md, 18), the simulator and the directory. */
async function stackoneStateToApi(
  ports: Ports,
  simulator: SimulatorProcess | null,
  { configured, ...health }: StackOneHealth & StackOneReads & { configured: boolean },
): Promise<StackOneState> {
  const { kind, host } = ports.stackone;
  const trouble = simulator?.trouble();
  const lastAt = isoTimeOrNull(await lastWebhookAt(ports));
  const directory = await directoryToApi(ports);
  const failure = ports.store.problem();
  const storeProblem = failure && (storeSentence(failure) ?? null);
  const webhooks = { configured, lastAt };
  const known = { kind, host, ...health, directory, storeProblem, webhooks };
  if (trouble) return { ...known, state: "unavailable", message: trouble };
  if (!(await isOtherUpstream(ports))) return known;
  const message =
    "This store belongs to another project at StackOne, so nothing is created. Set DATA_DIR to another directory.";
  return { ...known, state: "other_project", message };
}
