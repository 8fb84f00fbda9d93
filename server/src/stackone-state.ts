import type { StackOneState } from "@connect-console/shared/stackone-state";
import { directoryToApi } from "./domain/account-sync/sync-state.ts";
import type { Ports } from "./domain/context.ts";
import { isoTimeOrNull } from "./domain/iso-time.ts";
import { lastWebhookAt } from "./domain/polling/receive-webhook.ts";
import { isOtherUpstream } from "./domain/stackone-project.ts";
import { storeSentence } from "./domain/store-failure.ts";
import type { SimulatorProcess } from "./simulator-process.ts";
import type { StackOneHealth, StackOneReads } from "./stackone/stackone-health.ts";

interface Known {
  health: StackOneHealth & StackOneReads;
  simulator: SimulatorProcess | null;
  /** whether a secret for StackOne's webhooks was given */
  configured: boolean;
}

/** What is known without asking: the client's state, the store's binding (docs/rules.md, 18), the simulator and the directory. */
export async function stackoneStateToApi(
  ports: Ports,
  { health, simulator, configured }: Known,
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
