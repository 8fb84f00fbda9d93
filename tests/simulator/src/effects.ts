import { attemptLifetime, finishAttempt } from "./attempts.ts";
import { breakAccount, defaultProfile, findProfile, link, offeredProfiles } from "./linking.ts";
import type { Simulation } from "./simulation.ts";
import type { Account, Effect, Session } from "./state.ts";

/** Does everything that the simulator's clock has made due; called before each request, so that no timer is needed. */
export function settle(sim: Simulation): void {
  const now = sim.now();
  for (const attempt of sim.state.attempts.values()) {
    const end = Date.parse(attempt.createdAt) + attemptLifetime * 1000;
    if (sim.state.settings.attemptExpires && attempt.status === "pending" && end <= now) {
      attempt.status = "expired";
      attempt.updatedAt = sim.iso(end);
      sim.changed();
    }
  }
  const due = sim.state.effects.filter(({ at }) => at <= now);
  if (due.length === 0) return;
  sim.state.effects = sim.state.effects.filter(({ at }) => at > now);
  for (const effect of due.toSorted((a, b) => a.at - b.at)) apply(sim, effect);
  sim.changed();
}

function apply(sim: Simulation, effect: Effect): void {
  switch (effect.kind) {
    case "break": {
      const account = sim.state.accounts.get(effect.accountId);
      if (!account) return;
      breakAccount(sim, account, sim.iso(effect.at));
      return tellOfStatus(sim, account);
    }
    case "refresh":
      return refresh(sim, effect);
    case "product_account": {
      const session = sim.state.sessions.get(effect.token);
      if (session) linkByProduct(sim, session);
      return;
    }
    case "second_account": {
      const session = sim.state.sessions.get(effect.token);
      const profile = findProfile(sim, effect.profileId);
      if (session && profile) link(sim, session, profile);
      return;
    }
    case "finish_attempt": {
      const session = sim.state.sessions.get(effect.token);
      const attempt = sim.state.attempts.get(effect.attemptId);
      const profile = findProfile(sim, effect.profileId);
      if (session && attempt && profile) finishAttempt(sim, session, attempt, profile);
      return;
    }
    default:
      effect satisfies never;
  }
}

function refresh(sim: Simulation, effect: Extract<Effect, { kind: "refresh" }>): void {
  const account = sim.state.accounts.get(effect.accountId);
  if (!account) return;
  const step = effect.everySeconds * 1000;
  // After a long pause only the newest of the missed refreshes counts.
  const last = Math.min(sim.now(), effect.until);
  const at = effect.at + Math.max(0, Math.floor((last - effect.at) / step)) * step;
  if (at > effect.until) return;
  account.updatedAt = sim.iso(at);
  sim.webhooks.tell(sim, "account.updated", account);
  sim.state.effects.push({ ...effect, at: at + step });
}

/** A status that changed by itself. */
export function tellOfStatus(sim: Simulation, account: Account): void {
  if (sim.state.settings.webhookOnStatusChange) sim.webhooks.tell(sim, "account.updated", account);
}

/** Another actor with the same key: the company's product links an account of the same owner on its own. */
function linkByProduct(sim: Simulation, session: Session): void {
  const offered = offeredProfiles(sim, session)[0];
  if (!offered) return;
  const profile = defaultProfile(sim, offered.connectorKey) ?? offered;
  link(
    sim,
    {
      ...session,
      accountId: null,
      profileId: null,
      multiple: true,
      label: null,
      username: "sync@product.example",
      type: "production",
      troubles: [],
      linked: [],
    },
    profile,
  );
}
