import { randomUUID } from "node:crypto";
import { StackOneError } from "./error.ts";
import { link, troubleOf } from "./linking.ts";
import type { Simulation } from "./simulation.ts";
import type { Attempt, Profile, Session } from "./state.ts";

/** Attempts exist only in the OAuth flow: one per click on Connect in the Hub. */

/** Seconds after which a pending attempt is `expired` where `settings.attemptExpires` says so; upstream's own figure is not documented. */
export const attemptLifetime = 600;

export function startAttempt(sim: Simulation, session: Session): Attempt {
  const attempt: Attempt = {
    id: randomUUID(),
    sessionId: session.id,
    status: "pending",
    createdAt: sim.iso(),
    updatedAt: sim.iso(),
    accountId: null,
    error: null,
  };
  sim.state.attempts.set(attempt.id, attempt);
  sim.changed();
  return attempt;
}

export function latestAttempt(sim: Simulation, session: Session): Attempt | undefined {
  return [...sim.state.attempts.values()].findLast(({ sessionId }) => sessionId === session.id);
}

/** The attempt of this session, or a 404. */
export function attemptOf(sim: Simulation, session: Session, id: string): Attempt {
  const attempt = sim.state.attempts.get(id);
  if (attempt?.sessionId !== session.id) {
    throw new StackOneError(404, "Connection attempt not found");
  }
  return attempt;
}

/** The customer agreed at the provider; nothing happens when the attempt is no longer pending. */
export function approveAttempt(
  sim: Simulation,
  session: Session,
  attempt: Attempt,
  profile: Profile,
): void {
  if (attempt.status !== "pending") return;
  const reviewing = troubleOf(session, "unknown_status");
  if (reviewing === undefined) return finishAttempt(sim, session, attempt, profile);
  setStatus(sim, attempt, "reviewing");
  sim.state.effects.push({
    kind: "finish_attempt",
    at: sim.now() + reviewing * 1000,
    token: session.token,
    attemptId: attempt.id,
    profileId: profile.id,
  });
}

export function finishAttempt(
  sim: Simulation,
  session: Session,
  attempt: Attempt,
  profile: Profile,
): void {
  attempt.accountId = link(sim, session, profile).id;
  setStatus(sim, attempt, "authenticated");
}

/** The customer said no at the provider (RFC 6749, 4.1.2.1). */
export function denyAttempt(sim: Simulation, attempt: Attempt): void {
  if (attempt.status !== "pending") return;
  attempt.error = { code: "access_denied", description: "The resource owner denied the request" };
  setStatus(sim, attempt, "error");
}

export function cancelAttempt(sim: Simulation, attempt: Attempt): void {
  if (attempt.status === "pending") setStatus(sim, attempt, "cancelled");
}

function setStatus(sim: Simulation, attempt: Attempt, status: string): void {
  attempt.status = status;
  attempt.updatedAt = sim.iso();
  sim.changed();
}
