import type { Role } from "@connect-console/shared/staff";
import { namesIn, unescaped } from "../config/list-variable.ts";

/** Where a token says what a person belongs to, and which role that gives: the first entry that fits decides. */
export interface Roles {
  /** the claim's name, or its path with dots (`realm_access.roles`); a backslash before a dot makes it part of a name */
  claim: string;
  map: [group: string, role: Role][];
  /** the proxy lets verified addresses through only, and its tokens do not say so */
  trustsEmail?: boolean;
}

type Claims = Record<string, unknown>;

/** Why somebody has no role: nothing fits, the token does not tell their groups, or their address is not verified. */
export type NoRole = "no_role" | "groups_missing" | "email_unverified";

/** The role of whom these claims describe, or why there is none. */
export function roleOf(claims: Claims, { claim, map, trustsEmail }: Roles): Role | NoRole {
  const { value, within, name } = sortKeyOf(claims, claim);
  if (value === undefined) return "groups_missing";
  const isAddress = namesAddress(name);
  if (isAddress && !isVerified(within, trustsEmail)) return "email_unverified";
  const same = isAddress ? sameAddress : (one: string, other: unknown) => one === other;
  const groups: unknown[] = Array.isArray(value) ? value : [value];
  return map.find(([group]) => groups.some((each) => same(group, each)))?.[1] ?? "no_role";
}

/** Whether the answer is a reason and no role. */
export function isNoRole(answer: Role | NoRole): answer is NoRole {
  return answer === "no_role" || answer === "groups_missing" || answer === "email_unverified";
}

/** Whether these claims alone decide the role; an address does only beside a word about its being verified. */
export function hasRoleClaim(claims: Claims, claim: string): boolean {
  const { value, within, name } = sortKeyOf(claims, claim);
  return value !== undefined && (!namesAddress(name) || saysWhetherVerified(within));
}

/** Whether the provider says of an address that it is verified, or that it is not. */
export function saysWhetherVerified(claims: Claims): boolean {
  return claims.email_verified !== undefined || claims.xms_edov !== undefined;
}

/** Whether the token names the groups as left out for their number: Entra ID's overage claims. */
function leavesGroupsOut(claims: Claims): boolean {
  const names = claims._claim_names;
  return (isRecord(names) && Object.hasOwn(names, "groups")) || isTrue(claims.hasgroups);
}

/** For the log: what the provider left out. */
export function whyNoRole(why: NoRole, claims: Claims): string {
  switch (why) {
    case "groups_missing":
      return leavesGroupsOut(claims)
        ? "the provider left the groups out because there are too many (overage)"
        : "the claim with the groups is not in the token";
    case "email_unverified":
      return "the provider does not say that the address is verified";
    case "no_role":
      return "nothing in ROLE_MAP fits the claim";
    default:
      return why satisfies never;
  }
}

interface Place {
  value: unknown;
  /** the claims beside it */
  within: Claims;
  name: string;
}

/** What stands at the claim; a name with dots in it (`https://example.com/groups`) goes before a path. */
function sortKeyOf(claims: Claims, claim: string): Place {
  const whole = unescaped(claim);
  const names = Object.hasOwn(claims, whole) ? [whole] : namesIn(claim);
  const name = names.at(-1) ?? "";
  const within = names.slice(0, -1).reduce<Claims>((at, part) => recordAt(at, part), claims);
  return { value: Object.hasOwn(within, name) ? within[name] : undefined, within, name };
}

function recordAt(claims: Claims, name: string): Claims {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return isRecord(value) ? value : {};
}

/** Only the provider's own word counts; `xms_edov` is Entra ID's, which has no `email_verified`. */
function isVerified(claims: Claims, trustsEmail = false): boolean {
  if (claims.email_verified !== undefined) return isTrue(claims.email_verified);
  if (claims.xms_edov !== undefined) return isTrue(claims.xms_edov);
  return trustsEmail;
}

/** Some providers write true as a text or a number. */
function isTrue(value: unknown): boolean {
  return value === true || value === "true" || value === 1 || value === "1";
}

/** `email`, and the names under which some providers tell it. */
function namesAddress(name: string): boolean {
  return /^e-?mails?$/i.test(name);
}

function sameAddress(one: string, other: unknown): boolean {
  return typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}

function isRecord(value: unknown): value is Claims {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
