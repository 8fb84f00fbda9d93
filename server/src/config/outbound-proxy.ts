import * as http from "node:http";
import { EnvironmentError } from "./environment.ts";

const ours = ["localhost", "127.0.0.1", "::1", "[::1]"];

/**
 * Sends what the console asks of others through `HTTPS_PROXY` or `HTTP_PROXY`, hosts in `NO_PROXY` and this machine apart; the names count in
 * small letters too. Throws EnvironmentError where an address is none, or where this Node cannot do it.
 */
export function useOutboundProxy(variables: Record<string, string | undefined>): void {
  const value = (name: string) =>
    variables[name.toLowerCase()]?.trim() || variables[name]?.trim() || undefined;
  const proxies = ["HTTP_PROXY", "HTTPS_PROXY"].flatMap((name) => {
    const address = value(name);
    return address === undefined ? [] : [{ name, address }];
  });
  if (proxies.length === 0) return;
  // the address may hold a password, so it is not repeated
  const problems = proxies
    .filter(({ address }) => !/^https?:$/.test(URL.parse(address)?.protocol ?? ""))
    .map(({ name }) => `${name} must be an http or https address.`);
  if (problems.length === 0 && typeof http.setGlobalProxyFromEnv !== "function")
    problems.push(`${proxies[0]?.name} needs Node 24.14 or newer.`);
  if (problems.length > 0) throw new EnvironmentError(problems);
  const except = [...(value("NO_PROXY")?.split(/[\s,]+/) ?? []), ...ours].filter(Boolean).join();
  http.setGlobalProxyFromEnv({
    ...Object.fromEntries(proxies.map(({ name, address }) => [name, address])),
    NO_PROXY: except,
  });
}
