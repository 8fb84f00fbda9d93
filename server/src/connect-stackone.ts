import { join } from "node:path";
import type { Clock } from "./domain/ports/clock.ts";
import type { Log } from "./domain/ports/log.ts";
import { Secret } from "./domain/ports/secret.ts";
import type { Environment } from "./environment.ts";
import type { AppDeps } from "./http/deps.ts";
import { type SimulatorProcess, startSimulator } from "./simulator-process.ts";
import { createStackOneClient, type StackOneClient } from "./stackone/client.ts";

/** The client of the live StackOne, or of a simulator that is started for it. */
export async function connectStackOne(
  { upstream, follow, requestsPerMinute, hubAppUrl }: Environment,
  directory: string,
  { clock, log }: { clock: Clock; log: Log },
  closers: (() => Promise<void> | void)[],
): Promise<{
  stackone: StackOneClient;
  simulator: SimulatorProcess | null;
  hub: AppDeps["hub"];
}> {
  const common = { follow, requestsPerMinute, clock, log };
  if (upstream.kind === "live") {
    const stackone = createStackOneClient({ ...common, ...upstream });
    const appUrl = hubAppUrl ?? "https://app.stackone.com";
    return { stackone, simulator: null, hub: { baseUrl: upstream.baseUrl, appUrl } };
  }
  const stateFile = join(directory, "stackone.json");
  const simulator = await startSimulator({ port: upstream.port, stateFile, log });
  closers.push(() => simulator.close());
  const { kind } = upstream;
  const apiKey = new Secret(simulator.apiKey);
  return {
    stackone: createStackOneClient({ ...common, kind, baseUrl: simulator.url, apiKey }),
    simulator,
    hub: { baseUrl: simulator.url, appUrl: hubAppUrl ?? simulator.url },
  };
}
