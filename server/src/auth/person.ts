import type { StaffReference } from "@connect-console/shared/staff";

export interface Person extends StaffReference {
  email: string | null;
}

const longest = 200;
/** of `sub`, in characters: OpenID Connect Core 2 */
const longestSubject = 255;

/** Who a token speaks of; null where its `sub` cannot name anybody. `sub` stays as it is, so that two people never become one. */
export function personIn(claims: Record<string, unknown>): Person | null {
  const { sub: id } = claims;
  if (typeof id !== "string" || !isSubject(id)) return null;
  const email = text(claims.email);
  const name = text(claims.name) ?? text(claims.preferred_username) ?? email ?? id;
  return { id, name, email };
}

/** Something that can be seen, with nothing invisible in it or around it: as a name it would look like another. */
function isSubject(text: string): boolean {
  return (
    text !== "" &&
    text.length <= longestSubject &&
    text === text.trim() &&
    !/[\p{C}\p{Default_Ignorable_Code_Point}]/u.test(text)
  );
}

/** A claim as text for the screen: no control characters, not endless. */
function text(claim: unknown): string | null {
  if (typeof claim !== "string") return null;
  return claim.replace(/\p{C}/gu, "").trim().slice(0, longest) || null;
}
