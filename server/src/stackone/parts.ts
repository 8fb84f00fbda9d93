import { type Clock, elapsedOf } from "../domain/ports/clock.ts";
import type { Log } from "../domain/ports/log.ts";
import type { Secret } from "../domain/ports/secret.ts";
import { createAbilities } from "./abilities/abilities.ts";
import { createAccountApis } from "./account/account-api.ts";
import { createAccountProfiles } from "./account/account-profiles.ts";
import { createAccountReader } from "./account/account-reader.ts";
import { createAsk } from "./request/ask.ts";
import { createBudget } from "./request/budget.ts";
import { createClockSkew } from "./request/clock-skew.ts";
import { createExchange } from "./request/retrying.ts";
import { createKeyProbe } from "./key-probe.ts";
import { createStackOneProbe } from "./abilities/probe.ts";
import { createProviderList } from "./provider-list.ts";
import { createStackOneHealth } from "./stackone-health.ts";
import { createTransport, type Timeouts } from "./request/transport.ts";
import { createUnreadableRecords } from "./account/unreadable-records.ts";
import { type Wait, wait as realWait } from "./request/wait.ts";

export interface StackOneClientOptions {
  baseUrl: string;
  apiKey: Secret;
  kind: "simulator" | "live";
  /** of the console, for `User-Agent` */
  version?: string;
  follow: "attempts" | "accounts";
  requestsPerMinute: number;
  clock: Clock;
  log: Log;
  /** what was learnt of StackOne before, and where it is kept */
  abilities?: { known: unknown; keep(known: string): void };
  timeouts?: Partial<Timeouts>;
  fetch?: typeof globalThis.fetch;
  wait?: Wait;
  random?: () => number;
}

/** The pieces of the client, each of which can be used alone (the day-one check does). */
export function createStackOneParts(options: StackOneClientOptions) {
  const { baseUrl, apiKey, clock, log, wait = realWait, random = Math.random } = options;
  const key = apiKey.reveal();
  const secrets = [key, Buffer.from(`${key}:`).toString("base64")];
  const skew = createClockSkew(clock);
  const budget = createBudget({ perMinute: options.requestsPerMinute, clock, wait });
  const health = createStackOneHealth(budget);
  const send = createTransport({
    baseUrl,
    apiKey,
    userAgent: ["connect-console", options.version].filter(Boolean).join("/"),
    timeouts: { read: 10_000, create: 20_000, ...options.timeouts },
    fetch: options.fetch ?? globalThis.fetch,
    onHead: (headers, askedAt) => skew.hear(headers.get("date"), askedAt),
    now: () => clock.now(),
  });
  const { note } = health;
  const shared = { send, budget, clock, skew: skew.now, wait, random, log, secrets, note };
  const exchange = createExchange(shared);
  const ask = createAsk({ exchange, health, keyProbe: () => keyProbe, secrets });
  const unreadable = { accounts: createUnreadableRecords(), profiles: createUnreadableRecords() };
  const providers = createProviderList({ ask, clock, unreadable: unreadable.profiles });
  const keyProbe = createKeyProbe({ exchange, clock, health, path: providers.path });
  const { abilities: kept } = options;
  const abilities = createAbilities((known) => {
    log.info({ known }, "what this StackOne can do");
    kept?.keep(JSON.stringify(known));
  }, kept?.known);
  const apis = createAccountApis({ exchange, abilities, clock });
  const completeProfiles = createAccountProfiles({ ask, abilities });
  const reader = createAccountReader({
    completeProfiles,
    providers,
    unreadable: unreadable.accounts,
  });
  const probe = createStackOneProbe({
    exchange,
    budget,
    secrets,
    baseUrl: baseUrl.replace(/(?<!\/)\/+$/, ""),
    fetch: options.fetch ?? globalThis.fetch,
    now: () => clock.now(),
    elapsed: () => elapsedOf(clock),
  });
  const asking = { exchange, ask, keyProbe, budget, health, skew };
  return { ...asking, probe, providers, abilities, apis, completeProfiles, reader, unreadable };
}
