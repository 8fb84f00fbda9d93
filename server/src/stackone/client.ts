import { createHash } from "node:crypto";
import * as z from "zod";
import type { Clock } from "../domain/ports/clock.ts";
import type { Log } from "../domain/ports/log.ts";
import type { Secret } from "../domain/ports/secret.ts";
import {
  type AttemptReading,
  type ConnectSessionRequest,
  type CreatedAtStackOne,
  type Purpose,
  type StackOne,
  type StackOneAccount,
  StackOneError,
} from "../domain/ports/stackone.ts";
import { WireAccount } from "./account.ts";
import { createAccountLists } from "./account-lists.ts";
import { WireAuthenticated } from "./attempt.ts";
import { createBudget } from "./budget.ts";
import { createClockSkew } from "./clock-skew.ts";
import { AuthLink, WireConnectSessionRequest, WireCreated } from "./connect-session.ts";
import { createExchange, messageOf } from "./exchange.ts";
import { createKeyProbe, type KeyStanding } from "./key-probe.ts";
import { LooseId } from "./loose.ts";
import { eachPage, parseWire, wrongShape } from "./pages.ts";
import { createProviderList } from "./provider-list.ts";
import { type SelfCheck, selfCheck } from "./self-check.ts";
import { createStackOneHealth, type StackOneHealth } from "./stackone-health.ts";
import { type Answer, type Call, createTransport, type Timeouts } from "./transport.ts";
import { type Wait, wait as realWait } from "./wait.ts";

export interface StackOneClientOptions {
  baseUrl: string;
  apiKey: Secret;
  kind: "simulator" | "live";
  follow: "attempts" | "accounts";
  requestsPerMinute: number;
  clock: Clock;
  log: Log;
  timeouts?: Partial<Timeouts>;
  fetch?: typeof globalThis.fetch;
  wait?: Wait;
  random?: () => number;
}

export interface StackOneClient extends StackOne {
  /** What is known of StackOne without asking it now. */
  state(): StackOneHealth;
  /** Looks at the start which paths and fields this StackOne has, by reads only (design, rule 20). Never throws. */
  selfCheck(): Promise<SelfCheck>;
}

/** StackOne over HTTP. The key's only home besides the configuration (design, rule 15). */
export function createStackOneClient(options: StackOneClientOptions): StackOneClient {
  const { baseUrl, apiKey, clock, log, wait = realWait, random = Math.random } = options;
  const key = apiKey.reveal();
  const secrets = [key, Buffer.from(`${key}:`).toString("base64")];
  const skew = createClockSkew(clock);
  const budget = createBudget({ perMinute: options.requestsPerMinute, clock, wait });
  const health = createStackOneHealth(budget);
  const send = createTransport({
    baseUrl,
    apiKey,
    timeouts: { read: 10_000, create: 20_000, ...options.timeouts },
    fetch: options.fetch ?? globalThis.fetch,
    onHead: (headers, askedAt) => skew.hear(headers.get("date"), askedAt),
    now: () => clock.now(),
  });
  const exchange = createExchange({
    send,
    budget,
    clock,
    skew: skew.now,
    wait,
    random,
    log,
    secrets,
    note: health.note,
  });

  /** 2xx, or one of the accepted statuses. */
  const ask = async (call: Call, accepted: number[] = []): Promise<Answer> => {
    const answer = await exchange(call);
    const good = answer.status >= 200 && answer.status < 300;
    if (good && answer.json === undefined) {
      const error = wrongShape(`${call.route} (not JSON)`, call.acts);
      health.note(error);
      throw error;
    }
    if (good || accepted.includes(answer.status)) return answer;
    const said =
      messageOf(answer.json, [...secrets, ...(call.secrets ?? [])]) ??
      `StackOne answered ${answer.status}`;
    const { status } = answer;
    if (status !== 401 && status !== 403) throw new StackOneError("rejected", said, { status });
    const message = denialOf(await keyProbe.standing(call.purpose), status, said);
    throw new StackOneError("unauthorized", message, { status });
  };

  const providers = createProviderList({ ask, clock });
  const keyProbe = createKeyProbe({ exchange, clock, health, path: providers.path });

  const accountPages = (query: [string, string][], purpose: Purpose) =>
    eachPage("/accounts", WireAccount, async (paging) => {
      const answer = await ask({
        method: "GET",
        path: "/accounts",
        route: "/accounts",
        query: [...query, ...paging],
        purpose,
      });
      return answer.json;
    });

  return {
    kind: options.kind,
    host: new URL(baseUrl).host,
    keyFingerprint: createHash("sha256").update(key).digest("hex"),
    follow: options.follow,
    clockSkew: skew.now,
    state: health.state,
    selfCheck: () => selfCheck({ exchange, providers, health, log, follow: options.follow }),
    listProviders: providers.list,

    async createConnectSession(request) {
      const body = outgoing(request);
      const route = "/connect_sessions";
      const { json } = await ask({
        method: "POST",
        path: route,
        route,
        body,
        purpose: "press",
        acts: true,
      });
      return created(json, clock.now() + skew.now());
    },

    async readAttempt(token, purpose): Promise<AttemptReading> {
      // Switched off by STACKONE_FOLLOW.
      if (options.follow === "accounts") return { readable: false, status: 0 };
      const route = "/connect_sessions/authenticate";
      const call: Call = {
        method: "POST",
        path: route,
        route,
        body: { token },
        purpose,
        secrets: [token],
      };
      const { status, json } = await ask(call, [401, 403, 404]);
      if (status >= 400) {
        if (status !== 404) await keyProbe.standing(purpose);
        return { readable: false, status };
      }
      const { latest_connection_attempt: attempt } = parseWire(WireAuthenticated, json, route);
      if (attempt === undefined)
        health.miss(
          "attempt",
          "StackOne does not tell about attempts: progress is read from accounts alone.",
        );
      return { readable: true, attempt: attempt ?? null };
    },

    async listAccountsOfOwners(ownerIds, purpose) {
      const only = ownerIds.length === 1;
      const query = ownerIds.map((id): [string, string] => [
        only ? "origin_owner_id" : "origin_owner_ids",
        id,
      ]);
      const accounts: StackOneAccount[] = [];
      if (ownerIds.length > 0)
        for await (const page of accountPages(query, purpose)) accounts.push(...page);
      // The filter of StackOne may be looser than equality.
      return accounts.filter(({ ownerId }) => ownerIds.includes(ownerId));
    },

    ...createAccountLists({ ask, keyStanding: keyProbe.standing }),
    copyRequestsPerMinute: budget.copyPerMinute,

    async deleteAccount(id, purpose) {
      const route = "/accounts/:id";
      const call: Call = {
        method: "DELETE",
        path: `/accounts/${encodeURIComponent(id)}`,
        route,
        purpose,
        acts: true,
      };
      const { status, json } = await ask(call, [404]);
      if (status === 404) return "gone";
      // it answers with the account; another one, or none, proves nothing — delete-account
      if (DeletedId.safeParse(json).data?.id !== id) throw wrongShape(`${route} (deleted)`, true);
      return "deleted";
    },

    async readAccount(id, purpose) {
      // Such an id would leave the path.
      if (/^\.*$/.test(id)) return null;
      const route = "/accounts/:id";
      const { status, json } = await ask(
        { method: "GET", path: `/accounts/${encodeURIComponent(id)}`, route, purpose },
        [404],
      );
      return status === 404 ? null : parseWire(WireAccount, json, route);
    },
  };
}

const DeletedId = z.object({ id: LooseId });

/** One call denied may be one permission that the key lacks; nothing more is said than what is known (design, rule 21). */
function denialOf(standing: KeyStanding, status: number, said: string): string {
  switch (standing) {
    case "refused":
      return `StackOne refuses the API key (${status}: ${said})`;
    case "accepted":
      return `StackOne refused this call (${status}: ${said}), but not the API key: the key probably lacks a permission for it`;
    case "not_known":
      return `StackOne refused this call (${status}: ${said})`;
    default:
      return standing satisfies never;
  }
}

/** A body with another shape is our own fault, and StackOne never sees it. */
function outgoing(request: ConnectSessionRequest): ConnectSessionRequest {
  const body = WireConnectSessionRequest.safeParse(request);
  if (body.success) return body.data;
  const fields = body.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw new StackOneError(
    "rejected",
    `The console would have sent a wrong request (${fields}); nothing was sent`,
  );
}

function created(json: unknown, now: number): CreatedAtStackOne {
  const parsed = WireCreated.safeParse(json);
  const link = AuthLink.safeParse(json);
  if (!parsed.success) throw wrongShape("/connect_sessions", true);
  // Nobody holds a link, so nothing can come of it (design, rule 10).
  if (!link.success)
    throw new StackOneError("no_link", "StackOne made a connect session without an auth link");
  return {
    ...parsed.data,
    authLink: link.data.auth_link_url,
    createdAt: parsed.data.createdAt ?? now,
  };
}
