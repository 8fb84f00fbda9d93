import * as client from "openid-client";
import * as z from "zod";
import type { Clock } from "../domain/ports/clock.ts";
import type { Log } from "../domain/ports/log.ts";
import type { SignIns } from "../domain/ports/store.ts";
import { createOidcProvider, type OidcProvider, type OidcSettings } from "./oidc-provider.ts";
import { personIn } from "./person.ts";
import { claimAt, roleOf, type Roles } from "./roles.ts";
import { type CookieSeal, createCookieSeal } from "./sealed-cookie.ts";
import { createSignInCookies, lifetimes, type Lifetimes } from "./sign-in-cookie.ts";
import {
  type Finished,
  ProviderUnavailable,
  type Refusal,
  type SignIn,
  type SignInFlow,
} from "./sign-in.ts";

/** seconds in which a person must have come back from the provider */
const attemptLasts = 600;
const callbackPath = "/auth/callback";
const signedOutPath = "/auth/signed-out";

/** What is known of one try until the browser comes back. */
const Attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
});
type Attempt = z.infer<typeof Attempt>;

export interface OidcOptions extends OidcSettings {
  roles: Roles;
  publicUrl: URL;
  secretKeys: readonly Uint8Array[];
  clock: Clock;
  log: Log;
  signIns: Pick<SignIns, "isEnded">;
  lifetimes?: Lifetimes;
}

/** Sign-in with OpenID Connect: code flow with PKCE, state and nonce; what must be kept meanwhile lies in encrypted cookies. */
export function createOidcSignIn(options: OidcOptions): SignIn {
  const { publicUrl, secretKeys, clock, signIns } = options;
  const name = cookieName(publicUrl, "sign-in");
  const cookies = createSignInCookies({
    name,
    secretKeys,
    clock,
    signIns,
    lifetimes: options.lifetimes ?? lifetimes,
  });
  const provider = createOidcProvider(options, clock);
  const attempts = createCookieSeal(secretKeys, "sign-in attempt");
  const attemptName = cookieName(publicUrl, "attempt");
  const flow: SignInFlow = {
    noAttempt: { name: attemptName, value: "", maxAge: 0 },
    signedOut: { name, value: "", maxAge: 0 },
    async begin(to) {
      const attempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        to,
      };
      const url = await authorizationUrl(await provider.config(), options, attempt);
      const value = await attempts.seal(attempt, clock.now() + attemptLasts * 1000);
      return { url, attempt: { name: attemptName, value, maxAge: attemptLasts } };
    },
    async finish(asked, query) {
      const attempt = await attemptOf(attempts, asked.cookie(attemptName), clock);
      if (!attempt) return { result: "refused", why: "no_attempt", person: null, to: "/" };
      const callback = new URL(callbackPath + query, publicUrl);
      const refused = (why: Refusal): Finished => ({
        result: "refused",
        why,
        person: null,
        to: attempt.to,
      });
      if (callback.searchParams.get("state") !== attempt.state) return refused("wrong_state");
      try {
        const { claims, idToken } = await claimsFor(provider, options.roles, callback, attempt);
        const { email, ...person } = personIn(claims);
        const role = roleOf(claims, options.roles);
        if (role === null) return { ...refused("no_role"), person };
        const staff = { ...person, email, role };
        const cookie = await cookies.begin(staff, idToken);
        return { result: "signed_in", staff, to: attempt.to, cookie };
      } catch (error) {
        const why = refusalFor(error);
        options.log.warn({ why, reason: reasonIn(error) }, "a sign-in was refused");
        return refused(why);
      }
    },
    async endUrl(asked) {
      // nobody is sent to a provider that is away
      const config = await provider.config("anew").catch(() => null);
      if (!config?.serverMetadata().end_session_endpoint) return null;
      const idToken = await cookies.idTokenOf(asked.cookie(name));
      return client.buildEndSessionUrl(config, {
        post_logout_redirect_uri: new URL(signedOutPath, publicUrl).href,
        ...(idToken !== undefined && { id_token_hint: idToken }),
      });
    },
  };
  return { kind: "oidc", flow, presenceOf: (asked) => cookies.presenceOf(asked.cookie(name)) };
}

/** `__Host-` exactly with https; else with the port, because browsers keep cookies of all ports together. */
function cookieName({ protocol, port }: URL, what: string): string {
  return protocol === "https:"
    ? `__Host-connect-console-${what}`
    : `connect-console-${port || 80}-${what}`;
}

async function authorizationUrl(
  config: client.Configuration,
  { publicUrl, roles }: OidcOptions,
  attempt: Attempt,
): Promise<URL> {
  // some providers give groups only to who asks for a scope of that name
  const offered = config.serverMetadata().scopes_supported ?? [];
  const scopes = ["openid", "profile", "email", roles.claim].filter(
    (scope) => scope === "openid" || offered.includes(scope),
  );
  return client.buildAuthorizationUrl(config, {
    redirect_uri: new URL(callbackPath, publicUrl).href,
    scope: scopes.join(" "),
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: "S256",
  });
}

async function attemptOf(
  attempts: CookieSeal,
  value: string | undefined,
  clock: Clock,
): Promise<Attempt | null> {
  const claims = value === undefined ? null : await attempts.open(value, clock.now());
  return Attempt.safeParse(claims).data ?? null;
}

/** What the ID token says, and the provider's userinfo where the token alone does not tell role and name. */
async function claimsFor(
  provider: OidcProvider,
  roles: Roles,
  callback: URL,
  attempt: Attempt,
): Promise<{ claims: Record<string, unknown>; idToken: string | undefined }> {
  const tokens = await provider.exchange(callback, {
    pkceCodeVerifier: attempt.verifier,
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  });
  const said = tokens.claims();
  if (!said) throw new Error("no ID token");
  const idToken = tokens.id_token;
  const config = await provider.config();
  const knowsRole = claimAt(said, roles.claim) !== undefined;
  if ((knowsRole && said.name !== undefined) || !config.serverMetadata().userinfo_endpoint)
    return { claims: said, idToken };
  const asked = client.fetchUserInfo(config, tokens.access_token, said.sub);
  // for a name alone nobody is kept out
  const more = await (knowsRole ? asked.catch(() => ({})) : asked);
  return { claims: { ...more, ...said }, idToken };
}

const unavailableCodes = [
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_PARSE_ERROR",
];

function refusalFor(error: unknown): Refusal {
  if (error instanceof client.AuthorizationResponseError) return "provider_refused";
  if (error instanceof client.ResponseBodyError)
    return error.status >= 500 ? "provider_unavailable" : "code_refused";
  if (error instanceof ProviderUnavailable) return "provider_unavailable";
  if (error instanceof client.ClientError)
    return unavailableCodes.includes(error.code ?? "") ? "provider_unavailable" : "token_refused";
  // fetch says nothing else when nobody answers
  if (error instanceof TypeError && error.cause !== undefined) return "provider_unavailable";
  return "token_refused";
}

/** For the log: the library's own words, which hold no token; never what the provider sent. */
function reasonIn(error: unknown): string {
  if (
    error instanceof client.ResponseBodyError ||
    error instanceof client.AuthorizationResponseError
  )
    return error.code;
  return error instanceof Error ? error.message : "unknown";
}
