import { z } from "zod";
import {
  approveAttempt,
  attemptOf,
  cancelAttempt,
  denyAttempt,
  latestAttempt,
  startAttempt,
} from "./attempts.ts";
import { StackOneError } from "./error.ts";
import { editedAccount, liveSession, submitForm } from "./hub.ts";
import { offeredProfiles } from "./linking.ts";
import { findProvider } from "./providers.ts";
import type { Simulation } from "./simulation.ts";
import type { Account, Attempt, Profile, Session } from "./state.ts";

/** A customer without a browser: the same functions that the Hub's requests run. */

export const customerActSchema = z.strictObject({
  token: z.string(),
  provider: z.string().optional(),
  act: z.enum(["form", "oauth_start", "oauth_approve", "oauth_deny", "oauth_cancel", "walk_away"]),
  /** Without it: the session's newest attempt. `oauth_approve` and `oauth_deny` start one where there is none pending. */
  attemptId: z.string().optional(),
  /** Without them: acceptable ones. */
  credentials: z.record(z.string(), z.unknown()).optional(),
});
type Act = z.infer<typeof customerActSchema>;

export function customerAct(
  sim: Simulation,
  act: Act,
): { account: Account | null; attempt: Attempt | null } {
  const session = liveSession(sim, act.token);
  const profile = chosenProfile(sim, session, act.provider);
  if (act.act === "form") {
    const credentials = act.credentials ?? acceptable(profile);
    const edited = editedAccount(sim, session);
    const { id } = submitForm(sim, session, profile.id, credentials, edited);
    return { account: sim.state.accounts.get(id) ?? null, attempt: null };
  }
  if (findProvider(profile.connectorKey)?.auth !== "oauth2") {
    throw new StackOneError(400, "This integration has a form, no sign-in at the provider");
  }
  const attempt = signIn(sim, session, profile, act);
  const account = attempt.accountId === null ? null : sim.state.accounts.get(attempt.accountId);
  return { account: account ?? null, attempt };
}

function signIn(sim: Simulation, session: Session, profile: Profile, act: Act): Attempt {
  const latest = latestAttempt(sim, session);
  const pending = latest?.status === "pending" ? latest : undefined;
  const named = act.attemptId === undefined ? undefined : attemptOf(sim, session, act.attemptId);
  switch (act.act) {
    case "oauth_start":
    // Opening the pop-up and closing it: the attempt stays pending.
    case "walk_away":
      return startAttempt(sim, session);
    case "oauth_approve": {
      const attempt = named ?? pending ?? startAttempt(sim, session);
      approveAttempt(sim, session, attempt, profile);
      return attempt;
    }
    case "oauth_deny": {
      const attempt = named ?? pending ?? startAttempt(sim, session);
      denyAttempt(sim, attempt);
      return attempt;
    }
    case "oauth_cancel": {
      const attempt = named ?? pending;
      if (!attempt) throw new StackOneError(404, "Connection attempt not found");
      cancelAttempt(sim, attempt);
      return attempt;
    }
    default:
      throw new StackOneError(400, "Unknown act");
  }
}

function chosenProfile(sim: Simulation, session: Session, provider: string | undefined): Profile {
  const offered = offeredProfiles(sim, session);
  const fitting = offered.filter((each) => !provider || each.connectorKey === provider);
  const [only, ...others] = fitting;
  if (!only) throw new StackOneError(400, "The Hub does not offer this provider");
  if (others.length > 0) throw new StackOneError(400, "Say which provider the customer picks");
  return only;
}

function acceptable(profile: Profile): Record<string, string> {
  const fields = findProvider(profile.connectorKey)?.fields ?? [];
  return Object.fromEntries(fields.map(({ key }) => [key, `${key}-of-the-customer`]));
}
