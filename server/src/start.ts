import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createSignIn } from "./auth/create-sign-in.ts";
import { type Environment, readEnvironment } from "./config/environment.ts";
import { readVersions } from "./config/versions.ts";
import { connectStackOne } from "./connect-stackone.ts";
import { createBackground } from "./create-background.ts";
import { createPorts } from "./create-ports.ts";
import { recoverInterruptedDeletions } from "./domain/account/delete-test-account.ts";
import { deleteUnreadableLinks } from "./domain/auth-link/forget-unreadable.ts";
import type { Context } from "./domain/context.ts";
import { recoverInterruptedCreations } from "./domain/creation/recover-interrupted.ts";
import type { Clock } from "./domain/ports/clock.ts";
import type { Log } from "./domain/ports/log.ts";
import type { StackOneProbe } from "./domain/ports/stackone-probe.ts";
import { createStackOneChecker, type StackOneChecker } from "./domain/stackone-check/check.ts";
import { recordStaff } from "./domain/staff/record-sign-in.ts";
import { createApp } from "./http/app.ts";
import { createWebhookInbox } from "./http/webhook-inbox.ts";
import { listen } from "./listen.ts";
import { createLog } from "./log.ts";
import { stackoneStateToApi } from "./stackone-state.ts";
import { openStore } from "./store/open-store.ts";
import { loadSecretKeys } from "./store/secret/secret-key.ts";

const pageDirectory = fileURLToPath(new URL("../../web/dist", import.meta.url));

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
  const { directory, secretKeys, store } = await openDataDirectory(environment, clock);
  closers.push(() => store.close());
  const known = { clock, log, store };
  const { stackone, simulator, hub } = await connectStackOne(
    environment,
    directory,
    known,
    closers,
  );
  const joined = createPorts(environment, known, stackone);
  const { ports, metrics } = joined;
  await recoverFromLastRun(joined.ctx);
  const { webhooks, settled } = createWebhookInbox(environment.webhookSecrets, simulator !== null);
  closers.push(settled);
  const { host, port, trustedHops, limits } = environment;
  // the app is there before the first request can come
  const listening = await listen({ host, port, fetch: (request) => app.fetch(request) });
  closers.push(() => listening.close());
  const publicUrl = environment.publicUrl ?? listening.address;
  const { signIns } = store;
  const signIn = createSignIn(environment.signIn, { publicUrl, secretKeys, clock, signIns });
  const configured = webhooks.secrets.length > 0;
  const app = createApp({
    ports,
    signIn,
    publicUrl,
    trustedHops,
    hub,
    versions: readVersions(),
    pageDirectory,
    limits,
    metrics,
    stackoneState: () =>
      stackoneStateToApi(ports, { health: stackone.state(), simulator, configured }),
    stackoneCheck: createCheck(stackone.probe, closing, closers),
    webhooks,
    magicWords: simulator && (() => simulator.magicWords()),
    closing,
  });
  await recordStaff(ports, signIn.people ?? []);
  const background = createBackground(joined, publicUrl);
  // before anything of it starts, so that a start that fails afterwards leaves nothing running
  closers.push(background.stop);
  background.start(stackone.selfCheck());
  await simulator?.sendWebhooks(new URL("/hooks/stackone", listening.address), webhooks.secrets);
  return {
    url: publicUrl.origin,
    stackone: { kind: stackone.kind, host: stackone.host },
  };
}

async function openDataDirectory({ dataDir, upstream, secretKey }: Environment, clock: Clock) {
  const directory = join(resolve(dataDir), upstream.kind);
  const fromEnvironment = secretKey?.reveal();
  const secretKeys = loadSecretKeys({
    dataDir: resolve(dataDir),
    ...(fromEnvironment && { fromEnvironment }),
  });
  return { directory, secretKeys, store: await openStore({ directory, secretKeys, clock }) };
}

/** What the last run left half done. */
async function recoverFromLastRun(ctx: Context): Promise<void> {
  await recoverInterruptedCreations(ctx);
  await ctx.store.ownerImports.deleteUndecided();
  await deleteUnreadableLinks(ctx);
  await recoverInterruptedDeletions(ctx);
}

/** The day-one check, which waits no longer once the console ends. */
function createCheck(
  probe: StackOneProbe,
  closing: AbortSignal,
  closers: Closers,
): StackOneChecker {
  const check = createStackOneChecker(probe, (ms) =>
    sleep(ms, undefined, { signal: closing }).catch(() => {}),
  );
  closers.push(() => {
    check.stop();
    return check.settled();
  });
  return check;
}
