import type { CopiedAccount } from "../../domain/ports/accounts.ts";

/**
 * Where an account stands in every list: one number, so that each list, filter and search reads on from where the last page ended. Broken ones
 * come first, by when they broke; then the active ones, newest first. 41 bits of milliseconds, 12 bits that tell apart what is of one moment.
 */
const slots = 2 ** 12;
/** the first place behind everything broken */
export const firstActiveSortKey = 2 ** 40 * slots;
const firstMoment = Date.UTC(2015, 0);
/** some room at both ends for what gives way */
const [least, most] = [2 ** 20, 2 ** 40 - 2 ** 20];

type Placed = Pick<CopiedAccount, "id" | "status" | "brokenSince" | "createdAt">;

/** The place that it would have, were no other of the same moment there. A higher `attempt` gives way, further each time. */
export function sortKeyOf(account: Placed, attempt = 0): number {
  const broken = account.status !== "active";
  const moment = (broken ? account.brokenSince : account.createdAt) ?? firstMoment;
  const key = Math.min(most, Math.max(least, Math.trunc(moment) - firstMoment));
  const begin = broken ? key : 2 ** 40 + (2 ** 40 - 1 - key);
  const room = slots * 4 ** Math.min(attempt, 8);
  return begin * slots + (scatter(`${account.id} ${attempt}`) % room);
}

/** 32 bits that look like chance — FNV-1a */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}
