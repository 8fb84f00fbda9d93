import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { StackOneState } from "@connect-console/shared/stackone-state";
import { createLocalSignIn } from "./auth/local.ts";
import { completeLeftCreating } from "./domain/complete-left-creating.ts";
import type { Context, Ports } from "./domain/context.ts";
import type { Clock } from "./domain/ports/clock.ts";
import type { Log } from "./domain/ports/log.ts";
import { Secret } from "./domain/ports/secret.ts";
import type { Store } from "./domain/ports/store.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { createApp } from "./http/app.ts";
import { createMetrics } from "./http/metrics.ts";
import { createIds } from "./ids.ts";
import { listen } from "./listen.ts";
import { createFeed } from "./live/feed.ts";
import { createTracker } from "./live/tracker.ts";
import { createLog } from "./log.ts";
import { fillDirectory } from "./owners-directory.ts";
import { type SimulatorProcess, startSimulator } from "./simulator-process.ts";
import { createStackOneClient } from "./stackone/client.ts";
import { openStore } from "./store/open-store.ts";
import { loadSecretKeys } from "./store/secret-key.ts";

const pageDirectory = fileURLToPath(new URL("../../web/dist", import.meta.url));
const hour = 3_600_000;

export interface RunningConsole {
  /** where staff open it */
  url: string;
  stackone: { kind: "simulator" | "live"; host: string };
  notices: string[];
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
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return {
      ...(await compose(environment, options.clock ?? { now: () => Date.now() }, log, closers)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function compose(
  environment: Environment,
  clock: Clock,
  log: Log,
  closers: (() => Promise<void> | void)[],
): Promise<Omit<RunningConsole, "close">> {
  const { upstream, dataDir } = environment;
  const closing = new AbortController();
  const directory = resolve(dataDir, upstream.kind);
  const secretKeys = loadSecretKeys({
    dataDir: resolve(dataDir),
    ...(environment.secretKey && { fromEnvironment: environment.secretKey.reveal() }),
  });
  const opened = await openStore({ directory, secretKeys, clock });
  closers.push(() => opened.close());

  const simulator =
    upstream.kind === "simulator"
      ? await startSimulator({
          port: upstream.port,
          stateFile: join(directory, "stackone.json"),
          log,
        })
      : null;
  if (simulator) closers.push(() => simulator.close());
  const stackone = createStackOneClient({
    ...(upstream.kind === "live"
      ? { kind: "live", baseUrl: upstream.baseUrl, apiKey: upstream.apiKey }
      : {
          kind: "simulator",
          baseUrl: simulator?.url ?? "",
          apiKey: new Secret(simulator?.apiKey ?? ""),
        }),
    follow: environment.follow,
    requestsPerMinute: environment.requestsPerMinute,
    clock,
    log,
  });
  const { store, otherProject } = await watchUpstream(opened, stackone.host);
  const ids = createIds(clock);
  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
  const base = { clock, ids, store, stackone, log, hash };
  const feed = createFeed();
  const tracker = createTracker({ ...base, feed });
  const ports: Ports = { ...base, live: tracker.live };
  const ctx: Context = { ...ports, actor: { kind: "tracker" }, requestId: "start" };
  await completeLeftCreating(ctx);
  await forgetOldKeys(store, clock);

  let app: ReturnType<typeof createApp> | undefined;
  const listening = await listen({
    host: environment.host,
    port: environment.port,
    fetch: (request) => app?.fetch(request) ?? new Response(null, { status: 503 }),
  });
  closers.push(() => listening.close());
  const publicUrl = environment.publicUrl ?? listening.address;
  let readDirectory = (): StackOneState["directory"] => ({ state: "waiting", accountsRead: 0 });
  const stackoneState = (): StackOneState =>
    describeStackOne(stackone, {
      simulator,
      otherProject: otherProject(),
      directory: readDirectory(),
    });
  app = createApp({
    ports,
    signIn: createLocalSignIn(),
    publicUrl,
    pageDirectory,
    limits: environment.limits,
    metrics: createMetrics(() => stackone.state().budget.used),
    stackoneState,
    magicWords: simulator && (() => simulator.magicWords()),
    closing: closing.signal,
  });
  closers.push(() => closing.abort());

  tracker.start();
  closers.push(() => tracker.stop());
  const forget = setInterval(() => void forgetOldKeys(store, clock).catch(() => {}), hour);
  closers.push(() => clearInterval(forget));
  void stackone.selfCheck().then(() => {
    if (!closing.signal.aborted) readDirectory = fillDirectory(ctx, closing.signal);
  });
  return {
    url: publicUrl.origin,
    stackone: { kind: stackone.kind, host: stackone.host },
    notices: environment.notices,
  };
}

/** Repeated requests are known for a day (design, rule 12). */
async function forgetOldKeys(store: Store, clock: Clock): Promise<void> {
  await store.idempotency.forgetBefore(clock.now() - 24 * hour);
}

/** Notices when the store belongs to another StackOne or project than the one that answers (design, rule 18). */
async function watchUpstream(
  opened: Store,
  host: string,
): Promise<{ store: Store; otherProject: () => boolean }> {
  const bound = await opened.upstream();
  let other = bound !== undefined && bound.host !== host;
  const store: Store = {
    ...opened,
    async bindUpstream(upstream) {
      const result = await opened.bindUpstream(upstream);
      other = result === "other";
      return result;
    },
  };
  return { store, otherProject: () => other };
}

function describeStackOne(
  { kind, host, state }: ReturnType<typeof createStackOneClient>,
  known: {
    simulator: SimulatorProcess | null;
    otherProject: boolean;
    directory: StackOneState["directory"];
  },
): StackOneState {
  const health = state();
  const { directory } = known;
  const trouble = known.simulator?.trouble();
  if (trouble) return { kind, host, ...health, state: "unavailable", message: trouble, directory };
  if (!known.otherProject) return { kind, host, ...health, directory };
  const message =
    "This store belongs to another project at StackOne, so nothing is created. Set DATA_DIR to another directory.";
  return { kind, host, ...health, state: "other_project", message, directory };
}
