import type { Context } from "../context.ts";
import { elapsedOf } from "../ports/clock.ts";
import { type Purpose, type StackOne, StackOneError } from "../ports/stackone.ts";

const minute = 60_000;

/**
 * StackOne as those presses of one person see it that only read. They go behind creations, and one person gets at most half of
 * the budget for them, so that nobody spends what all others need. Beyond that a read is `rate_limited`.
 */
export function readingShareOf(
  { stackone, clock, memory: { readsOfStaff } }: Pick<Context, "stackone" | "clock" | "memory">,
  staffId: string,
): StackOne {
  const most = Math.max(1, Math.floor(stackone.requestsPerMinute / 2));
  const count = (purpose: Purpose): Purpose => {
    if (purpose !== "interactive") return purpose;
    const now = elapsedOf(clock);
    const asked = (readsOfStaff.get(staffId) ?? []).filter((at) => at > now - minute);
    const [first = 0] = asked;
    if (asked.length >= most)
      throw new StackOneError(
        "rate_limited",
        "You have used your share of requests to StackOne for this minute. Creating links still works",
        { retryAfter: Math.ceil((first + minute - now) / 1000) },
      );
    readsOfStaff.set(staffId, [...asked, now]);
    return "read";
  };
  const reading: Partial<StackOne> = {
    listAccountsOfOwners: async (ids, purpose, onHole) =>
      stackone.listAccountsOfOwners(ids, count(purpose), onHole),
    listAccountsById: async (ids, purpose) => stackone.listAccountsById(ids, count(purpose)),
    readAccount: async (id, purpose) => stackone.readAccount(id, count(purpose)),
    readAttempt: async (session, purpose) => stackone.readAttempt(session, count(purpose)),
    listFailedRequests: async (id, purpose) => stackone.listFailedRequests(id, count(purpose)),
    // kept for a minute and shared by all
    listProviders: async (purpose, fresh) =>
      stackone.listProviders(purpose === "interactive" ? "read" : purpose, fresh),
  };
  return Object.assign(Object.create(stackone) as StackOne, reading);
}
