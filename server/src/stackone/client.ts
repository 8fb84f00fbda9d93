import { createHash } from "node:crypto";
import type { StackOneProbe } from "../domain/ports/stackone-probe.ts";
import type { StackOne } from "../domain/ports/stackone.ts";
import { createAccountLists } from "./account/account-lists.ts";
import { createAccounts } from "./account/accounts.ts";
import { createConnectSession } from "./create-connect-session.ts";
import { missingAbilities, readsOf, unreadableRecords } from "./abilities/missing-abilities.ts";
import { createStackOneParts, type StackOneClientOptions } from "./parts.ts";
import { createAttemptReader } from "./read-attempt.ts";
import { byStackOneNames } from "./wire/connect-session.ts";
import { type SelfCheck, selfCheck } from "./self-check.ts";
import type { StackOneHealth, StackOneReads } from "./stackone-health.ts";

export interface StackOneClient extends StackOne {
  /** What is known of StackOne without asking it now. */
  state(): StackOneHealth & StackOneReads;
  /** Looks at the start which paths and fields this StackOne has, by reads only (docs/rules.md, 20). Never throws. */
  selfCheck(): Promise<SelfCheck>;
  /** the calls of the day-one check */
  probe: StackOneProbe;
}

/** StackOne over HTTP. The key's only home besides the configuration (docs/rules.md, 15). */
export function createStackOneClient(options: StackOneClientOptions): StackOneClient {
  const { baseUrl, apiKey, clock, log, follow } = options;
  const parts = createStackOneParts(options);
  if (follow === "accounts")
    parts.health.miss(
      "attempt",
      "Attempts are not read (STACKONE_FOLLOW=accounts): progress is read from accounts alone.",
    );
  const readAttempt = createAttemptReader({ ...parts, clock });
  const { ask, keyProbe, budget, health, skew, providers, abilities } = parts;
  const missing = () => [
    ...health.state().missing,
    ...missingAbilities(abilities.get()),
    ...unreadableRecords(parts.unreadable),
  ];
  return {
    kind: options.kind,
    host: new URL(baseUrl).host,
    keyFingerprint: createHash("sha256").update(apiKey.reveal()).digest("hex"),
    follow,
    clockSkew: skew.now,
    state: () => ({
      ...health.state(),
      missing: missing(),
      reads: readsOf(abilities.get(), follow),
    }),
    selfCheck: () => selfCheck({ ...parts, missing, log }),
    probe: parts.probe,
    listProviders: providers.list,
    byStackOneNames,
    createConnectSession: (request) =>
      createConnectSession(ask, request, () => clock.now() + skew.now()),
    readAttempt: async (session, purpose) =>
      // Switched off by STACKONE_FOLLOW.
      follow === "accounts" ? { readable: false, status: 0 } : readAttempt(session, purpose),
    ...createAccounts({ ...parts, clock }),
    ...createAccountLists({
      ...parts,
      unreadable: parts.unreadable.accounts,
      keyStanding: keyProbe.standing,
    }),
    requestsPerMinute: budget.perMinute,
    copyRequestsPerMinute: budget.copyPerMinute,
  };
}
