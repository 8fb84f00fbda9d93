import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../running/free-port.ts";
import {
  simulatorKey,
  type StartedProcess,
  startProgram,
  startServerProcess,
  startSimulatorProcess,
} from "../running/processes.ts";
import { SimulatorControl } from "../running/simulator.ts";
import { Staff } from "../running/staff.ts";

/** Console and simulator as processes of their own, with limits out of the way of the measurement. */
export interface Stage {
  url: string;
  staff: Staff;
  simulator: SimulatorControl;
  /** where the console's store lies */
  storeFile: string;
  /** Starts the server that the console is compared with; its `GET` gives the answer. */
  startBare(staticAnswer: string): Promise<StartedProcess>;
}

/** Signs the webhooks that a bench sends by itself; the stage's simulator sends none. */
export const webhookSecret = "bench-webhook-secret";

type Closers = (() => Promise<void>)[];
const stages = new Set<Closers>();

interface Setting {
  /** before the console starts */
  prepare?: (simulator: SimulatorControl) => Promise<void>;
  /** instead of the stage's own */
  environment?: Record<string, string>;
}

/** Sets a stage of its own, with an empty store, for the work and clears it whatever comes. */
export async function onStage<Result>(
  work: (stage: Stage) => Promise<Result>,
  setting: Setting = {},
): Promise<Result> {
  const closers: Closers = [];
  stages.add(closers);
  try {
    return await work(await setStage(closers, setting));
  } finally {
    await clear(closers);
    stages.delete(closers);
  }
}

/** For a signal: ends every process that still runs. */
export async function clearStages(): Promise<void> {
  for (const closers of stages) await clear(closers);
}

async function clear(closers: Closers): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

async function setStage(closers: Closers, { prepare, environment }: Setting): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-bench-"));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const keep = async (starting: Promise<StartedProcess>): Promise<StartedProcess> => {
    const started = await starting;
    closers.push(() => started.stop());
    return started;
  };
  const simulator = await keep(
    startSimulatorProcess({
      SIMULATOR_PORT: String(await freePort()),
      SIMULATOR_API_KEY: simulatorKey,
    }),
  );
  await prepare?.(new SimulatorControl(simulator.url));
  const server = await keep(
    startServerProcess({
      STACKONE_API_KEY: simulatorKey,
      STACKONE_BASE_URL: simulator.url,
      STACKONE_REQUESTS_PER_MINUTE: "1000000",
      LIMIT_REQUESTS_PER_MINUTE: "10000000",
      LIMIT_CREATIONS_PER_MINUTE: "10000000",
      LIMIT_STREAMS_PER_PERSON: "10000",
      LIMIT_STREAMS: "10000",
      STACKONE_WEBHOOK_SECRETS: webhookSecret,
      HOST: "127.0.0.1",
      PORT: String(await freePort()),
      DATA_DIR: dataDir,
      ...environment,
    }),
  );
  const bareServer = fileURLToPath(new URL("bare-server.ts", import.meta.url));
  return {
    url: server.url,
    staff: new Staff(server.url),
    simulator: new SimulatorControl(simulator.url),
    storeFile: join(dataDir, "live", "store.sqlite"),
    startBare: async (staticAnswer) =>
      keep(
        startProgram(bareServer, {
          STACKONE_URL: simulator.url,
          STACKONE_KEY: simulatorKey,
          STATIC_ANSWER: staticAnswer,
          PORT: String(await freePort()),
        }),
      ),
  };
}
