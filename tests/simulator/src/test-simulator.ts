import { createSimulator } from "./simulator.ts";

/** For this package's tests: a simulator in memory whose time stands still until it is moved. */

const apiKey = "v1.sim.test-key";
export const authorization = `Basic ${btoa(`${apiKey}:`)}`;
export const start = Date.parse("2026-03-02T10:00:00.000Z");
export const acme = { origin_owner_id: "acme", origin_owner_name: "Acme Inc" };

export interface ShownAccount {
  id: string;
  provider: string;
  status: string;
  status_reasons: { code: string }[];
  origin_owner_name: string;
  label: string | null;
  origin_username: string | null;
  type: string;
  created_at: string;
  updated_at: string;
}

export interface ShownSession {
  token: string;
  auth_link_url: string;
  created_at: string;
  connector_profile_id?: string | null;
  organization_id: string | number;
  latest_connection_attempt: {
    id: string;
    status: string;
    account_secure_id: string | null;
  } | null;
}

export function testSimulator(options: { statePath?: string } = {}) {
  const slept: number[] = [];
  const sleep = async (seconds: number) => void slept.push(seconds);
  const { app, flush } = createSimulator({ apiKey, now: () => start, sleep, ...options });

  async function send(method: string, path: string, body?: unknown, headers = {}) {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const init = { method, headers: { authorization, ...headers }, ...sent };
    return app.request(`http://127.0.0.1:4401${path}`, init);
  }

  /** The JSON answer, which must have the status (200 without one). */
  async function json<T>(method: string, path: string, body?: unknown, status = 200): Promise<T> {
    const answer = await send(method, path, body);
    const text = await answer.text();
    if (answer.status !== status) {
      throw new Error(`${method} ${path} answered ${answer.status}, not ${status}: ${text}`);
    }
    return JSON.parse(text) as T;
  }

  return {
    app,
    flush,
    /** Seconds of each wait; here none takes time. */
    slept,
    send,
    json,
    create: (body: object) =>
      json<ShownSession>("POST", "/connect_sessions", { ...acme, ...body }, 201),
    authenticate: (token: string) =>
      json<ShownSession>("POST", "/connect_sessions/authenticate", { token }, 201),
    act: (token: string, act: string, more: object = {}) =>
      json<{ account: { id: string } | null; attempt: { id: string; status: string } | null }>(
        "POST",
        "/_simulator/customers/act",
        { token, act, ...more },
      ),
    account: (id: string) => json<ShownAccount>("GET", `/accounts/${id}`),
    /** The connector profile, which only the second version names. */
    profileOf: async (id: string) =>
      (await json<{ connector_profile_id: string }>("GET", `/v2/accounts/${id}`))
        .connector_profile_id,
    accounts: (query: string) => json<ShownAccount[]>("GET", `/accounts?${query}`),
    advance: (seconds: number) => json("POST", "/_simulator/clock", { advanceSeconds: seconds }),
    /** With the session's token, as the Hub asks. */
    asHub: (token: string, method: string, path: string, body?: unknown) =>
      send(method, `/hub${path}`, body, { "x-hub-session-token": token }),
  };
}

/** What `giveUpOn` finds where the simulator never answers: 0 is how its log says that the caller went. */
export const neverAnswered = { isAnswered: false, statuses: [0, 200, 200] };

/** Asks, asks for two other things, and gives the first one up; what the log says of the three. */
export async function giveUpOn(
  sim: ReturnType<typeof testSimulator>,
  asked: { method: string; path: string; body?: object },
): Promise<typeof neverAnswered> {
  const caller = new AbortController();
  let isAnswered = false;
  const answer = sim.app.request(asked.path, {
    method: asked.method,
    headers: { authorization },
    signal: caller.signal,
    ...(asked.body ? { body: JSON.stringify(asked.body) } : {}),
  });
  void Promise.resolve(answer).then(() => (isAnswered = true));
  await sim.json("GET", "/connector_profiles");
  await sim.json("GET", "/accounts");
  const before = isAnswered;
  caller.abort();
  await answer;
  const log = await sim.json<{ items: { status: number }[] }>("GET", "/_simulator/requests");
  return { isAnswered: before, statuses: log.items.map(({ status }) => status) };
}
