/** Requests that were received since the last reset; neither headers, bodies nor tokens are kept. */
export interface RequestLog {
  add(entry: LoggedRequest): void;
  clear(): void;
  list(): { items: LoggedRequest[]; byRoute: Record<string, number> };
  /** How many Platform API requests came within the last minute, real time. */
  lastMinute(): number;
}

interface LoggedRequest {
  method: string;
  path: string;
  /** Only of the Platform API: the Hub's queries carry tokens. */
  query: string;
  /** 0: no answer was given (reset, never). */
  status: number;
  /** When it arrived, by the machine's clock. */
  at: string;
  route: string;
}

const keptRequests = 20_000;

export function createRequestLog(): RequestLog {
  let items: LoggedRequest[] = [];
  let byRoute: Record<string, number> = {};
  return {
    add(entry) {
      items.push(entry);
      if (items.length > keptRequests * 2) items = items.slice(-keptRequests);
      byRoute[entry.route] = (byRoute[entry.route] ?? 0) + 1;
    },
    clear() {
      items = [];
      byRoute = {};
    },
    list: () => ({ items: items.slice(-keptRequests), byRoute }),
    lastMinute() {
      const since = new Date(Date.now() - 60_000).toISOString();
      let count = 0;
      for (let i = items.length - 1; i >= 0; i--) {
        const item = items[i];
        if (item === undefined || item.at < since) break;
        if (isPlatformPath(item.path)) count++;
      }
      return count;
    },
  };
}

const patterns: [RegExp, string][] = [
  [/^\/accounts\/[^/]+$/, "/accounts/{id}"],
  [/^\/v2\/accounts\/[^/]+$/, "/v2/accounts/{id}"],
  [/^\/connect_sessions\/\d+$/, "/connect_sessions/{id}"],
  [/^\/connector_profiles\/[^/]+\/versions$/, "/connector_profiles/{id}/versions"],
  [/^\/connector_profiles\/[^/]+\/pinned_version$/, "/connector_profiles/{id}/pinned_version"],
  [/^\/hub\/connectors\/[^/]+$/, "/hub/connectors/{id}"],
  [/^\/hub\/accounts\/[^/]+$/, "/hub/accounts/{id}"],
  [/^\/hub\/connection_attempts\/[^/]+$/, "/hub/connection_attempts/{id}"],
  [/^\/connect\/oauth2\/[^/]+$/, "/connect/oauth2/{id}"],
  [/^\/connect\/oauth2\/[^/]+\/decision$/, "/connect/oauth2/{id}/decision"],
];

/** `GET /accounts/abc` is the route `GET /accounts/{id}`. */
export function routeName(method: string, path: string): string {
  const known = patterns.find(([pattern]) => pattern.test(path));
  return `${method} ${known ? known[1] : path}`;
}

/** Whether the path belongs to the API that is called with the key. */
export function isPlatformPath(path: string): boolean {
  return /^\/(connect_sessions|connector_profiles|auth_configs|accounts|v2|actions|requests)(\/|$)/.test(
    path,
  );
}
