import * as z from "zod";
import { type ConnectSessionRequest, StackOneError } from "../../domain/ports/stackone.ts";
import type { Probed, StackOneProbe } from "../../domain/ports/stackone-probe.ts";
import { WireAccount } from "../wire/account.ts";
import type { Budget } from "../request/budget.ts";
import { AuthLink, byStackOneNames, WireCreated } from "../wire/connect-session.ts";
import { type Exchange, messageOf } from "../request/retrying.ts";
import type { Answer, Call } from "../request/transport.ts";

/** ms */
const timeout = 10_000;
/** one page is enough to compare; the check asks for one owner only */
const pageSize = "100";

interface ProbeOptions {
  exchange: Exchange;
  budget: Budget;
  /** StackOne's address, without a slash at its end */
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  /** texts that no message may repeat */
  secrets: string[];
  now(): number;
  /** ms, as the budget counts */
  elapsed(): number;
}

type AskProbe = (call: Omit<Call, "purpose">) => Promise<Answer>;

/** The calls of the day-one check (docs/operation.md). */
export function createStackOneProbe(options: ProbeOptions): StackOneProbe {
  const ask: AskProbe = (call) => options.exchange({ ...call, purpose: "interactive" });
  return {
    async accounts(version, ownerId, statuses) {
      const path = version === "v1" ? "/accounts" : "/v2/accounts";
      const query: [string, string][] = [
        [version === "v1" ? "origin_owner_id" : "owner_id", ownerId],
        ["page_size", pageSize],
        ...statuses.map((status): [string, string] => ["status", status]),
      ];
      const { status, json } = await ask({ method: "GET", path, route: path, query });
      const items = status < 300 ? Accounts.safeParse(json).data : undefined;
      return { status, items: items?.filter((account) => account.ownerId === ownerId) ?? null };
    },
    ...createSessionProbe(ask, options),
    ...createTokenProbe(options),
  };
}

/** A connect session, and what is said of it by its number and its token. */
function createSessionProbe(
  ask: AskProbe,
  { secrets, now }: ProbeOptions,
): Pick<StackOneProbe, "create" | "sessionByNumber" | "sessionByToken"> {
  return {
    async create(request: ConnectSessionRequest) {
      const route = "/connect_sessions";
      const { status, json } = await ask({
        method: "POST",
        path: route,
        route,
        body: byStackOneNames(request),
        acts: true,
      });
      const link = AuthLink.safeParse(json);
      const made = WireCreated.safeParse(json);
      if (!link.success || !made.success)
        return { status, created: null, message: messageOf(json, secrets) ?? null };
      const createdAt = made.data.createdAt ?? now();
      return {
        status,
        created: { ...made.data, createdAt, authLink: link.data.auth_link_url },
        message: null,
      };
    },
    async sessionByNumber(id) {
      const route = "/connect_sessions/:id";
      const path = `/connect_sessions/${encodeURIComponent(id)}`;
      return { status: (await ask({ method: "GET", path, route })).status };
    },
    async sessionByToken(token) {
      const route = "/connect_sessions/authenticate";
      const call = { method: "POST" as const, path: route, route, body: { token } };
      return { status: (await ask({ ...call, secrets: [token] })).status };
    },
  };
}

/** What the token of a session opens by itself. */
function createTokenProbe(options: ProbeOptions): Pick<StackOneProbe, "hub" | "mcp"> {
  const { budget, baseUrl, elapsed } = options;
  /** The key stays at home: it would answer for the token. */
  const askWithoutKey = async (path: string, init: RequestInit): Promise<Probed> => {
    await budget.take("interactive", elapsed() + timeout);
    try {
      const { status, body } = await options.fetch(`${baseUrl}${path}`, {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(timeout),
      });
      await body?.cancel();
      return { status };
    } catch {
      // the address holds the token, so the cause is not passed on
      throw new StackOneError("unavailable", "StackOne did not answer a question of the check");
    }
  };

  return {
    hub: (token) => askWithoutKey("/hub/settings", { headers: { "x-hub-session-token": token } }),
    mcp: (token) =>
      askWithoutKey(`/mcp?token=${encodeURIComponent(token)}`, {
        method: "POST",
        headers: {
          accept: "application/json, text/event-stream",
          "content-type": "application/json",
        },
        body: JSON.stringify(initialize),
      }),
  };
}

/** The first message of the Model Context Protocol; it changes nothing. */
const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "connect-console", version: "1" },
  },
};

const Readable = z.array(z.unknown()).transform((entries) =>
  entries.flatMap((entry) => {
    const account = WireAccount.safeParse(entry);
    return account.success ? [account.data] : [];
  }),
);
const Accounts = z.union([Readable, z.object({ data: Readable }).transform(({ data }) => data)]);
