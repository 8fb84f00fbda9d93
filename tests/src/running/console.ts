import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startConsole } from "@connect-console/server/start";
import { freePort } from "./free-port.ts";
import { SimulatorControl } from "./simulator.ts";
import { Staff } from "./staff.ts";

/** A whole console with its own simulator, store and clock, as `npm start` without a key would run it. */
export interface RunningConsole {
  url: string;
  staff: Staff;
  simulator: SimulatorControl;
  dataDir: string;
  /** Moves the console's and the simulator's clock forward, so that nobody waits. */
  passTime(seconds: number): Promise<void>;
  /** Stops the console and starts it again on the same store; `meanwhile` happens in between. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** Everything that the console wrote to its log. */
  logged(): string;
  /** How often StackOne was asked to create a connect session. */
  creations(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a console in this process with a clock that can be moved. `environment` overrides the defaults. */
export async function startRunningConsole(
  environment: Record<string, string> = {},
): Promise<RunningConsole> {
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  let offset = 0;
  const clock = { now: () => Date.now() + offset };
  const lines: string[] = [];
  const write = (...line: unknown[]) => void lines.push(JSON.stringify(line));
  const log = { info: write, warn: write, error: write };
  const start = () =>
    startConsole(
      {
        HOST: "127.0.0.1",
        PORT: String(port),
        SIMULATOR_PORT: String(simulatorPort),
        DATA_DIR: dataDir,
        ...environment,
      },
      { clock, log },
    );
  let running = await start();
  const simulator = new SimulatorControl(`http://127.0.0.1:${simulatorPort}`);
  return {
    url: running.url,
    staff: new Staff(running.url),
    simulator,
    dataDir,
    passTime: async (seconds) => {
      offset += seconds * 1000;
      await simulator.clock({ advanceSeconds: seconds });
    },
    restart: async (meanwhile) => {
      await running.close();
      await meanwhile?.();
      running = await start();
    },
    logged: () => lines.join("\n"),
    creations: async () => (await simulator.requests()).byRoute["POST /connect_sessions"] ?? 0,
    stop: async () => {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
