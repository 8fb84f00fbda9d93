import * as client from "openid-client";
import type { Clock } from "../domain/ports/clock.ts";
import type { Secret } from "../domain/ports/secret.ts";
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
  /** The tokens for a code. The console may be registered for either way to send its secret, so the second is tried where the first is refused. */
  exchange(
    callback: URL,
    checks: client.AuthorizationCodeGrantChecks,
  ): Promise<Awaited<ReturnType<typeof client.authorizationCodeGrant>>>;
}

const hour = 3_600_000;
/** seconds for one answer of the provider */
const patience = 10;

export function createOidcProvider(settings: OidcSettings, clock: Clock): OidcProvider {
  const { issuer, clientId } = settings;
  let known: { at: number; found: Promise<client.Configuration> } | null = null;
  let secretIn: "header" | "body" = "header";

  function discover(): Promise<client.Configuration> {
    return client.discovery(issuer, clientId, undefined, client.None(), {
      timeout: patience,
      // the environment lets http pass for loopback only
      ...(issuer.protocol === "http:" && { execute: [client.allowInsecureRequests] }),
    });
  }

  async function config(anew?: "anew"): Promise<client.Configuration> {
    const now = clock.now();
    if (anew || !known || Math.abs(now - known.at) > hour) known = { at: now, found: discover() };
    const asked = known;
    try {
      return withSecret(await asked.found);
    } catch (error) {
      if (known === asked) known = null;
      throw new ProviderUnavailable("the provider's description could not be read", {
        cause: error,
      });
    }
  }

  /** The provider as described, with the secret sent the way it takes it. */
  function withSecret(found: client.Configuration): client.Configuration {
    const secret = settings.clientSecret.reveal();
    const send = secretIn === "header" ? client.ClientSecretBasic : client.ClientSecretPost;
    const made = new client.Configuration(found.serverMetadata(), clientId, secret, send(secret));
    made.timeout = patience;
    if (issuer.protocol === "http:") client.allowInsecureRequests(made);
    // the signature of the ID token too, not only where it came from
    client.enableNonRepudiationChecks(made);
    return made;
  }

  return {
    config,
    async exchange(callback, checks) {
      try {
        return await client.authorizationCodeGrant(await config(), callback, { ...checks });
      } catch (error) {
        if (!(error instanceof client.ResponseBodyError) || error.error !== "invalid_client")
          throw error;
        secretIn = secretIn === "header" ? "body" : "header";
        return client.authorizationCodeGrant(await config(), callback, { ...checks });
      }
    },
  };
}
