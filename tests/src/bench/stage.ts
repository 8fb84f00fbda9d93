import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../running/free-port.ts";
import {
  simulatorKey,
  type StartedProcess,
  startServerProcess,
  startSimulatorProcess,
} from "../running/processes.ts";
import { SimulatorControl } from "../running/simulator.ts";
import { Staff } from "../running/staff.ts";

/** Console and simulator as processes of their own, with limits out of the way of the measurement. */
export interface Stage {
  staff: Staff;
  server: StartedProcess;
  simulator: SimulatorControl;
  clear(): Promise<void>;
}

export async function setStage(environment: Record<string, string> = {}): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-bench-"));
  const simulator = await startSimulatorProcess({
    SIMULATOR_PORT: String(await freePort()),
    SIMULATOR_API_KEY: simulatorKey,
  });
  const server = await startServerProcess({
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    STACKONE_REQUESTS_PER_MINUTE: "1000000",
    LIMIT_REQUESTS_PER_MINUTE: "10000000",
    LIMIT_CREATIONS_PER_MINUTE: "10000000",
    HOST: "127.0.0.1",
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    ...environment,
  });
  return {
    staff: new Staff(server.url),
    server,
    simulator: new SimulatorControl(simulator.url),
    clear: async () => {
      await server.stop();
      await simulator.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
