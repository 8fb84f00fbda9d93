import { StackOneError } from "./error.ts";
import type { Simulation } from "./simulation.ts";
import type { Session } from "./state.ts";

/** The session of `GET /connect_sessions/{id}`; the settings say where it is refused. */
export function sessionByNumber(sim: Simulation, id: string): Session {
  const { connectSessionByNumber, expiredByNumberStatus } = sim.state.settings;
  if (connectSessionByNumber === "absent") {
    throw new StackOneError(404, `Cannot GET /connect_sessions/${id}`);
  }
  const number = Number(id);
  const session = [...sim.state.sessions.values()].find((each) => each.id === number);
  if (!session) throw new StackOneError(404, "Connect session not found");
  if (connectSessionByNumber === "refused_after_expiry" && session.expiresAt <= sim.now()) {
    throw new StackOneError(expiredByNumberStatus, "Connect session has expired");
  }
  return session;
}
