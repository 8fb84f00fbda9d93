import type { Context } from "../context.ts";
import { elapsedOf } from "../ports/clock.ts";
import type { RecentReading } from "../ports/memory.ts";
import type { StackOneAccount } from "../ports/stackone.ts";

/** ms; previews come with every keystroke, so they share what was read so recently */
const shareFor = 5_000;
/** ms for each page of a long list, which previews and looks share for longer, because each reading costs so many requests */
const shareForPage = 2_000;
const shareAtMost = 60_000;
/** as many accounts as StackOne is asked for at once */
const pageSize = 100;

type Needs = Pick<Context, "memory" | "clock">;

/** How many requests one reading of all accounts of this owner costs, as far as it was read within the last minute; else 1. */
export function pagesOfOwner(ctx: Needs, ownerId: string): number {
  return ctx.memory.recentReadings.get(`owner ${ownerId}`)?.pages ?? 1;
}

const longFor = (pages: number) => (pages > 1 ? Math.min(shareAtMost, pages * shareForPage) : 0);

/** What `read` gives, or what it gave for the same key a moment ago. For previews only: creation reads afresh (docs/rules.md, 8). */
export function recentAccounts(
  ctx: Needs,
  key: string,
  read: () => Promise<StackOneAccount[]>,
): Promise<StackOneAccount[]> {
  return recentReading(ctx, key, read, shareFor).accounts;
}

/** The same for a look at an owner's rows: a list of one page is read each time, a longer one is shared with what was read of late. `at`: our clock. */
export async function recentAccountsOfOwner(
  ctx: Needs,
  ownerId: string,
  read: () => Promise<StackOneAccount[]>,
): Promise<{ at: number; answeredAt: number; items: StackOneAccount[] }> {
  const reading = recentReading(ctx, `owner ${ownerId}`, read, 0);
  const items = await reading.accounts;
  return { at: reading.at, answeredAt: reading.answeredAt ?? ctx.clock.now(), items };
}

function recentReading(
  ctx: Needs,
  key: string,
  read: () => Promise<StackOneAccount[]>,
  shortest: number,
): RecentReading {
  const { recentReadings: kept } = ctx.memory;
  const now = elapsedOf(ctx.clock);
  const recent = kept.get(key);
  if (recent && now - recent.begun < Math.max(shortest, longFor(recent.pages))) return recent;
  const pages = recent?.pages ?? 1;
  const reading: RecentReading = { begun: now, at: ctx.clock.now(), accounts: read(), pages };
  kept.set(key, reading);
  reading.accounts.then(
    (accounts) => {
      reading.answeredAt = ctx.clock.now();
      reading.pages = Math.max(1, Math.ceil(accounts.length / pageSize));
    },
    // a failure is not shared: the next one asks again
    () => kept.get(key) === reading && kept.delete(key),
  );
  return reading;
}
