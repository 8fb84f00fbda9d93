import type { State } from "./state.ts";
import type { RequestLog } from "./request-log.ts";
import type { Webhooks } from "./webhooks.ts";

/** What every route works on. */
export interface Simulation {
  readonly apiKey: string;
  readonly requests: RequestLog;
  readonly webhooks: Webhooks;
  /** Replaced as a whole by a reset. */
  state: State;
  /** Epoch ms by the simulator's own clock, which the control endpoint can set. */
  now(): number;
  iso(at?: number): string;
  /** Real time, not the simulator's clock. */
  sleep(seconds: number): Promise<void>;
  /** Says that the state changed and has to be saved. */
  changed(): void;
  reset(): void;
}
