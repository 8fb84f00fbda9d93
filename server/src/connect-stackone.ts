import { join } from "node:path";
import type { Clock } from "./domain/ports/clock.ts";
import type { Log } from "./domain/ports/log.ts";
import { Secret } from "./domain/ports/secret.ts";
import type { Store } from "./domain/ports/store.ts";
import type { Environment } from "./config/environment.ts";
import type { AppDeps } from "./http/deps.ts";
import { type SimulatorProcess, startSimulator } from "./simulator-process.ts";
import { keptAbilities } from "./stackone-abilities.ts";
import { createStackOneClient, type StackOneClient } from "./stackone/client.ts";
import { readVersions } from "./config/versions.ts";

/** The client of the live StackOne, or of a simulator that is started for it. */
export async function connectStackOne(
  { upstream, follow, requestsPerMinute, hubAppUrl }: Environment,
  directory: string,
  { clock, log, store }: { clock: Clock; log: Log; store?: Store },
  closers: (() => Promise<void> | void)[],
): Promise<{
  stackone: StackOneClient;
  simulator: SimulatorProcess | null;
  hub: AppDeps["hub"];
}> {
  const { console: version } = readVersions();
  const common = { follow, requestsPerMinute, clock, log, version };
  const abilitiesOf = async (host: string) => {
    const about = { host, console: version };
    return store ? { abilities: await keptAbilities(store, about, { clock, log }) } : {};
  };
  if (upstream.kind === "live") {
    const kept = await abilitiesOf(new URL(upstream.baseUrl).host);
    const stackone = createStackOneClient({ ...common, ...upstream, ...kept });
    const appUrl = hubAppUrl ?? "https://app.stackone.com";
    return { stackone, simulator: null, hub: { baseUrl: upstream.baseUrl, appUrl } };
  }
  const stateFile = join(directory, "stackone.json");
  const simulator = await startSimulator({ port: upstream.port, stateFile, log });
  closers.push(() => simulator.close());
  const { kind } = upstream;
  const apiKey = new Secret(simulator.apiKey);
  // the simulator is the same one at whatever port it listens
  const kept = await abilitiesOf("simulator");
  return {
    stackone: createStackOneClient({ ...common, ...kept, kind, baseUrl: simulator.url, apiKey }),
    simulator,
    hub: { baseUrl: simulator.url, appUrl: hubAppUrl ?? simulator.url },
  };
}
