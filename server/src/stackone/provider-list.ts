import type { Provider } from "@connect-console/shared/provider";
import { type Clock, elapsedOf } from "../domain/ports/clock.ts";
import { isInteractive, type Purpose } from "../domain/ports/stackone.ts";
import { providersOf, WireConnectorProfile } from "./wire/connector-profile.ts";
import { eachPage } from "./request/pages.ts";
import type { Ask } from "./request/ask.ts";
import type { Answer } from "./request/transport.ts";
import type { UnreadableRecords } from "./account/unreadable-records.ts";

/** ms that the list is kept */
const keptFor = 60_000;
const paths = ["/connector_profiles", "/auth_configs"] as const;

interface ProviderListOptions {
  ask: Ask;
  clock: Clock;
  /** profiles that cannot be read */
  unreadable: UnreadableRecords;
}

/** The providers of the project; the older path is tried where the newer one is not there (docs/stackone.md, 3), and remembered. */
export function createProviderList({ ask, clock, unreadable }: ProviderListOptions) {
  let path: (typeof paths)[number] = paths[0];
  let kept: { at: number; providers: Provider[] } | undefined;
  /** A press does not wait behind a background read. */
  const underWay = new Map<boolean, Promise<Provider[]>>();

  const askPath = async (query: [string, string][], purpose: Purpose): Promise<Answer> => {
    const asked = path;
    const other = asked === paths[0] ? paths[1] : paths[0];
    const answer = await ask({ method: "GET", path: asked, route: asked, query, purpose }, [404]);
    if (answer.status !== 404) return answer;
    const second = await ask({ method: "GET", path: other, route: other, query, purpose });
    path = other;
    return second;
  };

  const readProfiles = async (purpose: Purpose): Promise<WireConnectorProfile[]> => {
    const profiles: WireConnectorProfile[] = [];
    const pages = eachPage({
      what: "connector profiles",
      item: WireConnectorProfile,
      onUnreadable: unreadable.note,
      ask: async (query) => (await askPath(query, purpose)).json,
    });
    unreadable.begin();
    for await (const page of pages) profiles.push(...page);
    unreadable.end();
    return profiles;
  };

  const read = async (purpose: Purpose): Promise<Provider[]> => {
    const at = elapsedOf(clock);
    const providers = providersOf(await readProfiles(purpose));
    kept = { at, providers };
    return providers;
  };

  return {
    path: () => path,
    /** what was read last, however old; empty before the first reading */
    kept: (): Provider[] => kept?.providers ?? [],
    async list(purpose: Purpose, fresh = false): Promise<Provider[]> {
      if (!fresh && kept && elapsedOf(clock) - kept.at < keptFor) return kept.providers;
      const press = isInteractive(purpose);
      const reading = underWay.get(press) ?? read(purpose).finally(() => underWay.delete(press));
      underWay.set(press, reading);
      return reading;
    },
  };
}
export type ProviderList = ReturnType<typeof createProviderList>;
