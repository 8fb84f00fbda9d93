import * as client from "openid-client";
import type { StaffMember } from "@connect-console/shared/staff";
import type { Clock } from "../domain/ports/clock.ts";
import type { SignIns } from "../domain/ports/store.ts";
import { namesIn, unescaped } from "../config/list-variable.ts";
import { createOidcProvider, type OidcProvider, type OidcSettings } from "./oidc-provider.ts";
import { personIn } from "./person.ts";
import { refusalOf } from "./refusal.ts";
import {
  isNoRole,
  roleOf,
  type Roles,
  saysWhetherVerified,
  hasRoleClaim,
  whyNoRole,
} from "./roles.ts";
import { type Attempt, createSignInAttempts } from "./sign-in-attempts.ts";
import { createSignInCookies, lifetimes, type Lifetimes } from "./sign-in-cookie.ts";
import {
  type Finished,
  ProviderUnavailable,
  type Refusal,
  type RefusalDetail,
  type SignIn,
  type SignInFlow,
} from "./sign-in.ts";

const callbackPath = "/auth/callback";
const signedOutPath = "/auth/signed-out";

type Claims = Record<string, unknown>;

export interface OidcOptions extends OidcSettings {
  roles: Roles;
  publicUrl: URL;
  secretKeys: readonly Uint8Array[];
  clock: Clock;
  signIns: Pick<SignIns, "isEnded" | "keepIdToken" | "idTokenOf">;
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
  const nameOf = (what: string): string => cookieName(publicUrl, what);
  const attempts = createSignInAttempts(nameOf, secretKeys, clock);
  const flow: SignInFlow = {
    signedOut: { name, value: "", maxAge: 0 },
    async begin(to, asked) {
      const { attempt, cookie, dropped } = await attempts.begin(to, asked);
      const url = await authorizationUrl(await provider.config(), options, attempt);
      return { url, attempt: cookie, dropped };
    },
    async finish(asked, query, onAttempt) {
      const callback = new URL(callbackPath + query, publicUrl);
      const found = await attempts.find(callback.searchParams.get("state"), asked);
      if (!found) {
        const why = attempts.hasAny(asked) ? "wrong_state" : "no_attempt";
        return { result: "refused", why, person: null, to: "/" };
      }
      onAttempt?.();
      const { attempt, spent } = found;
      const ended = await letIn(options, provider, callback, attempt);
      if (ended.result === "refused") return { ...ended, spent };
      const { result, staff, idToken } = ended;
      return { result, staff, to: attempt.to, spent, begin: () => cookies.begin(staff, idToken) };
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

type Ended =
  | { result: "signed_in"; staff: StaffMember; idToken: string | undefined }
  | Extract<Finished, { result: "refused" }>;

/** Asks the provider who came back, and says whether they may come in. */
async function letIn(
  { roles, clientId }: OidcOptions,
  provider: OidcProvider,
  callback: URL,
  { to, ...attempt }: Attempt,
): Promise<Ended> {
  const refused = (why: Refusal, detail: RefusalDetail): Ended & { result: "refused" } => ({
    result: "refused",
    why,
    person: null,
    to,
    detail,
  });
  try {
    const { claims, idToken, userinfo } = await claimsFor(provider, roles, callback, attempt);
    if (claims.azp !== undefined && claims.azp !== clientId)
      return refused("token_refused", { reason: "the ID token was made for another client (azp)" });
    const person = personIn(claims);
    if (!person)
      return refused("token_refused", {
        reason: "the sub names nobody: it is empty, invisible or too long",
      });
    const role = roleOf(claims, roles);
    if (!isNoRole(role)) return { result: "signed_in", staff: { ...person, role }, idToken };
    const { id, name } = person;
    return {
      ...refused(role, { ...userinfo, reason: whyNoRole(role, claims) }),
      person: { id, name },
    };
  } catch (error) {
    const { why, detail } = refusalOf(error);
    return refused(why, detail);
  }
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
  try {
    return client.buildAuthorizationUrl(config, {
      redirect_uri: new URL(callbackPath, publicUrl).href,
      scope: scopesFor(roles, config.serverMetadata().scopes_supported ?? []).join(" "),
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: "S256",
    });
  } catch (error) {
    throw new ProviderUnavailable("the provider's description names no address to sign in at", {
      cause: error,
    });
  }
}

/** Every provider has the first three, whatever its list says; some give groups only to who asks for a scope of that name. */
function scopesFor({ claim }: Roles, offered: string[]): string[] {
  const forGroups = [unescaped(claim), namesIn(claim).at(-1) ?? ""];
  return [
    ...new Set([
      "openid",
      "profile",
      "email",
      ...forGroups.filter((each) => offered.includes(each)),
    ]),
  ];
}

/** What the ID token says, and the provider's userinfo where the token alone does not tell role and name. */
async function claimsFor(
  provider: OidcProvider,
  roles: Roles,
  callback: URL,
  attempt: Omit<Attempt, "to">,
): Promise<{ claims: Claims; idToken: string | undefined; userinfo?: RefusalDetail }> {
  const tokens = await provider.exchange(callback, {
    pkceCodeVerifier: attempt.verifier,
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  });
  const said: (Claims & { sub: string }) | undefined = tokens.claims();
  if (!said) throw new Error("no ID token");
  const idToken = tokens.id_token;
  const config = await provider.config();
  const knowsRole = hasRoleClaim(said, roles.claim);
  if ((knowsRole && said.name !== undefined) || !config.serverMetadata().userinfo_endpoint)
    return { claims: said, idToken };
  try {
    const more = await client.fetchUserInfo(config, tokens.access_token, said.sub);
    return { claims: merge(said, more), idToken };
  } catch (error) {
    const { why, detail } = refusalOf(error);
    // for a name alone nobody is kept out, and what does not come by itself may still come from the token
    if (!knowsRole && why === "provider_unavailable") throw error;
    return { claims: said, idToken, userinfo: detail };
  }
}

/** The ID token goes before userinfo; an address and the word about it stay together. */
function merge(said: Claims, more: Claims): Claims {
  const merged = { ...more, ...said };
  if (said.email === undefined || saysWhetherVerified(said) || said.email === more.email)
    return merged;
  const { email_verified: _, xms_edov: __, ...rest } = merged;
  return rest;
}
