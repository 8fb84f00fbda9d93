import type { StaffReference } from "@connect-console/shared/staff";

export interface Person extends StaffReference {
  email: string | null;
}

const longest = 200;

/** Who a token speaks of; `sub` must be there. */
export function personIn(claims: Record<string, unknown>): Person {
  const email = text(claims.email);
  const id = text(claims.sub) ?? "";
  const name = text(claims.name) ?? text(claims.preferred_username) ?? email ?? id;
  return { id, name, email };
}

/** A claim as text for the screen: no control characters, not endless. */
function text(claim: unknown): string | null {
  if (typeof claim !== "string") return null;
  return claim.replace(/\p{C}/gu, "").trim().slice(0, longest) || null;
}
