import type { Role } from "@connect-console/shared/staff";

/** Where a token says what a person belongs to, and which role that gives: the first entry that fits decides. */
export interface Roles {
  /** the claim's name, or its path with dots (`realm_access.roles`) */
  claim: string;
  map: [group: string, role: Role][];
}

type Claims = Record<string, unknown>;

/** The role of whom these claims describe; null: none. */
export function roleOf(claims: Claims, { claim, map }: Roles): Role | null {
  const groups = groupsIn(claimAt(claims, claim));
  return map.find(([group]) => groups.includes(group))?.[1] ?? null;
}

/** What stands at the claim; a name with dots in it (`https://example.com/groups`) goes before a path. */
export function claimAt(claims: Claims, claim: string): unknown {
  if (Object.hasOwn(claims, claim)) return claims[claim];
  return claim
    .split(".")
    .reduce<unknown>(
      (at, part) => (isRecord(at) && Object.hasOwn(at, part) ? at[part] : undefined),
      claims,
    );
}

function groupsIn(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function isRecord(value: unknown): value is Claims {
  return typeof value === "object" && value !== null;
}
