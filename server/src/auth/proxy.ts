import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from "jose";
import { LRUCache } from "lru-cache";
import type { Clock } from "../domain/ports/clock.ts";
import { codeOf } from "../network-code.ts";
import { personIn } from "./person.ts";
import { addressIn } from "./refusal.ts";
import { isNoRole, roleOf, type Roles, whyNoRole } from "./roles.ts";
import type { Presence, RefusalDetail, SignIn } from "./sign-in.ts";

/** How a token of the proxy is recognised. */
export interface ProxySettings {
  header: string;
  jwksUrl: URL;
  issuer: string;
  audience: string;
}

export interface ProxyOptions extends ProxySettings {
  roles: Roles;
  clock: Clock;
}

/** Only those with which a proxy signs and we merely verify; `none` and shared secrets are not among them. */
const algorithms = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" ");
/** seconds by which the proxy's clock may differ */
const clockTolerance = 10;
const hour = 3_600_000;
/** ms */
const timeout = 5000;
/** of more, those who were seen longest ago count as new */
const peopleAtMost = 10_000;

/** Sign-in by a proxy in front (Cloudflare Access, Google IAP): every request brings a signed token; a bare header says nothing. */
export function createProxySignIn(options: ProxyOptions): SignIn {
  const { header, roles, clock } = options;
  const seen = firstInHours(clock);
  const keys = createRemoteJWKSet(options.jwksUrl, {
    timeoutDuration: timeout,
    cacheMaxAge: hour,
  });
  return {
    kind: "proxy",
    async presenceOf(asked) {
      const token = asked.header(header);
      if (token === undefined)
        return { state: "nobody", hint: "Open the console by the address of the proxy before it." };
      try {
        const claims = await verify(token, keys, options);
        const known = personIn(claims);
        if (!known) return { ...refusedToken, detail: { reason: "the sub names nobody" } };
        const { email, ...person } = known;
        const role = roleOf(claims, roles);
        const who = `${role} ${person.id}`;
        const isNew = seen.isFirst(who);
        if (isNoRole(role)) {
          const detail = { reason: whyNoRole(role, claims) };
          return { state: "no_role", why: role, person, isNew, detail };
        }
        const endsAt = ((claims.exp ?? 0) + clockTolerance) * 1000;
        const staff = { ...person, email, role };
        const forget = () => seen.forget(who);
        return { state: "signed_in", staff, signInId: null, endsAt, isNew, forget };
      } catch (error) {
        return presenceFor(error, options.issuer);
      }
    },
  };

  async function verify(
    token: string,
    key: JWTVerifyGetKey,
    { issuer, audience }: ProxySettings,
  ): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience,
      algorithms,
      clockTolerance,
      requiredClaims: ["exp", "sub"],
      currentDate: new Date(clock.now()),
    });
    return payload;
  }
}

/** Whether somebody was not seen as this for twelve hours; that is a sign-in to the audit, for the proxy's own is not seen. */
function firstInHours(clock: Clock) {
  const noted = new LRUCache<string, number>({ max: peopleAtMost });
  return {
    isFirst(who: string): boolean {
      const now = clock.now();
      const isNew = now - (noted.get(who) ?? -Infinity) >= 12 * hour;
      if (isNew) noted.set(who, now);
      return isNew;
    },
    forget: (who: string) => void noted.delete(who),
  };
}

const refusedToken = {
  state: "nobody",
  hint: "The proxy's token was refused: load the page again, and if it stays so tell the person who runs the console.",
} as const satisfies Presence;

/** A token that is wrong is nobody's; keys that cannot be read leave the question open. */
function presenceFor(error: unknown, issuer: string): Presence {
  const code = error instanceof errors.JOSEError ? error.code : "ERR_JWKS_UNREACHABLE";
  const networkCode = codeOf(error);
  const detail: RefusalDetail = {
    code,
    ...(networkCode !== "" && networkCode !== code && { networkCode }),
    ...issuersIn(error, issuer),
  };
  const unreachable = ["ERR_JWKS_UNREACHABLE", "ERR_JWKS_TIMEOUT", "ERR_JOSE_GENERIC"];
  if (unreachable.includes(code))
    return {
      state: "unavailable",
      hint: "The proxy's keys cannot be read now; try again in a minute.",
      detail,
    };
  return { ...refusedToken, detail };
}

/** The issuer that is set and that of the token, where they differ. */
function issuersIn(error: unknown, issuer: string): RefusalDetail {
  if (!(error instanceof errors.JWTClaimValidationFailed) || error.claim !== "iss") return {};
  return { expectedIssuer: addressIn(issuer), foundIssuer: addressIn(error.payload.iss) };
}
