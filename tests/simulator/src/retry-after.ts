import type { Simulation } from "./simulation.ts";

/** The header of a 429: `seconds` from now, in the form that the settings say. */
export function retryAfter(sim: Simulation, seconds: number): Record<string, string> {
  switch (sim.state.settings.retryAfterForm) {
    case "absent":
      return {};
    case "date":
      return { "Retry-After": new Date(sim.now() + seconds * 1000).toUTCString() };
    case "seconds":
      return { "Retry-After": String(seconds) };
  }
}
