import * as client from "openid-client";
import type { Clock } from "../domain/ports/clock.ts";
import type { Secret } from "../domain/ports/secret.ts";
import { ClientRefused, isBusy, type ProviderWords } from "./refusal.ts";
import { ProviderUnavailable } from "./sign-in.ts";

/** Where and as whom the console asks an OpenID provider. */
export interface OidcSettings {
  issuer: URL;
  clientId: string;
  clientSecret: Secret;
}

export interface OidcProvider {
  /** Its own description, kept for an hour; `anew` also tells whether it is there. Throws ProviderUnavailable. */
  config(anew?: "anew"): Promise<client.Configuration>;
  /** The tokens for a code. Where the provider takes the client's secret in two ways, the second is tried once the first is refused. Throws ClientRefused where none is left. */
  exchange(
    callback: URL,
    checks: client.AuthorizationCodeGrantChecks,
  ): Promise<Awaited<ReturnType<typeof client.authorizationCodeGrant>>>;
}

const hour = 3_600_000;
/** seconds for one answer of the provider */
const timeout = 10;

/** The ways to send the client's secret that the console has, in the order in which they are tried. */
const ways = {
  client_secret_basic: client.ClientSecretBasic,
  client_secret_post: client.ClientSecretPost,
};
type Way = keyof typeof ways;
const allWays: Way[] = ["client_secret_basic", "client_secret_post"];

export function createOidcProvider(settings: OidcSettings, clock: Clock): OidcProvider {
  /** the one that worked last */
  let preferred: Way | null = null;
  const describe = keptForAnHour(() => discover(settings), clock);
  return {
    config: async (anew) =>
      withSecret(settings, await describe(anew), preferred ?? "client_secret_basic"),
    async exchange(callback, checks) {
      const found = await describe();
      let refused: ClientRefused | null = null;
      for (const way of waysOf(found, preferred)) {
        try {
          const made = withSecret(settings, found, way);
          const tokens = await client.authorizationCodeGrant(made, callback, { ...checks });
          preferred = way;
          return tokens;
        } catch (error) {
          // a code that is gone by now went with the first refusal
          if (refused && isUsedUp(error)) throw refused;
          refused = await clientRefusal(error);
          if (!refused) throw error;
        }
      }
      throw refused ?? new Error("no way to send the secret");
    },
  };
}

function discover({ issuer, clientId }: OidcSettings): Promise<client.Configuration> {
  return client.discovery(issuer, clientId, undefined, client.None(), {
    timeout,
    // the environment lets http pass for loopback only
    ...(issuer.protocol === "http:" && { execute: [client.allowInsecureRequests] }),
  });
}

/** The provider as described, with the secret sent in this way. */
function withSecret(
  { issuer, clientId, clientSecret }: OidcSettings,
  found: client.Configuration,
  way: Way,
): client.Configuration {
  const secret = clientSecret.reveal();
  const authentication = ways[way](secret);
  const made = new client.Configuration(found.serverMetadata(), clientId, secret, authentication);
  made.timeout = timeout;
  if (issuer.protocol === "http:") client.allowInsecureRequests(made);
  // the signature of the ID token too, not only where it came from
  client.enableNonRepudiationChecks(made);
  return made;
}

/** The provider's description; one that could not be read is asked for again at the next call. */
function keptForAnHour(ask: () => Promise<client.Configuration>, clock: Clock) {
  let known: { at: number; found: Promise<client.Configuration> } | null = null;
  return async (anew?: "anew"): Promise<client.Configuration> => {
    const now = clock.now();
    if (anew || !known || Math.abs(now - known.at) > hour) known = { at: now, found: ask() };
    const asked = known;
    try {
      return await asked.found;
    } catch (error) {
      if (known === asked) known = null;
      throw new ProviderUnavailable("the provider's description could not be read", {
        cause: error,
      });
    }
  };
}

/** Those that the provider names, `preferred` first; where it names none of ours, the list is taken for incomplete. */
function waysOf(found: client.Configuration, preferred: Way | null): Way[] {
  const named = found.serverMetadata().token_endpoint_auth_methods_supported ?? [];
  const taken = allWays.filter((way) => named.includes(way));
  const possible = taken.length > 0 ? taken : allWays;
  return possible.toSorted((one, other) => Number(other === preferred) - Number(one === preferred));
}

function isUsedUp(error: unknown): boolean {
  return error instanceof client.ResponseBodyError && error.error === "invalid_grant";
}

/** The refusal of the client itself, in whichever form a provider gives it; null: anything else. */
async function clientRefusal(error: unknown): Promise<ClientRefused | null> {
  if (error instanceof client.ResponseBodyError) {
    if (isUsedUp(error) || isBusy(error)) return null;
    return new ClientRefused(error.status, error, { cause: error });
  }
  // a challenge comes before the body is read
  if (error instanceof client.WWWAuthenticateChallengeError) {
    const said: unknown = await error.response.json().catch(() => null);
    const words: ProviderWords = typeof said === "object" && said !== null ? said : {};
    return new ClientRefused(error.status, words, { cause: error });
  }
  // no JSON, or JSON that is no OAuth error
  const answer = error instanceof client.ClientError ? error.cause : undefined;
  if (
    answer instanceof Response &&
    answer.status >= 400 &&
    answer.status < 500 &&
    answer.status !== 429
  )
    return new ClientRefused(answer.status, {}, { cause: error });
  return null;
}
