import { latestAttempt } from "./attempts.ts";
import { troubleOf } from "./linking.ts";
import type { Simulation } from "./simulation.ts";
import type { Session } from "./state.ts";
import { projectId } from "./webhooks.ts";

const organizationId = "4711";

/** A connect session as all answers show it, without token and link. `sent`: the categories of the request, which the 201 repeats. */
export function shownSession(sim: Simulation, session: Session, sent?: string[] | null) {
  const asNumber =
    sim.state.settings.organizationIdAsNumber ||
    troubleOf(session, "organization_number") !== undefined;
  const silent =
    sim.state.settings.echoProfile === "absent" ||
    troubleOf(session, "echo_no_profile") !== undefined;
  return {
    id: session.id,
    organization_id: asNumber ? Number(organizationId) : organizationId,
    project_id: projectId,
    origin_owner_id: session.ownerId,
    origin_owner_name: session.ownerName,
    origin_username: session.username,
    provider: session.provider,
    categories: session.categories ?? sent ?? null,
    account_id: session.accountId,
    label: session.label,
    ...session.repeated,
    type: session.type,
    external_trigger_token: session.externalTriggerToken,
    created_at: session.createdAt,
    ...(silent
      ? {}
      : { connector_profile_id: session.profileId, integration_id: session.profileId }),
    latest_connection_attempt: shownAttempt(sim, session),
  };
}

function shownAttempt(sim: Simulation, session: Session) {
  const attempt = latestAttempt(sim, session);
  if (!attempt) return null;
  return {
    id: attempt.id,
    created_at: attempt.createdAt,
    updated_at: attempt.updatedAt,
    status: attempt.status,
    account_secure_id: attempt.accountId,
    oauth_error_code: attempt.error?.code ?? null,
    oauth_error_description: attempt.error?.description ?? null,
  };
}
