import type { Context } from "./context.ts";
import { elapsedOf } from "./ports/clock.ts";
import type { StackOne, StackOneAccount } from "./ports/stackone.ts";

/** ms; previews come with every keystroke, so they share what was read so recently */
const shareFor = 5_000;

type Reading = { at: number; accounts: Promise<StackOneAccount[]> };
const readings = new WeakMap<StackOne, Map<string, Reading>>();

/** What `read` gives, or what it gave for the same key a moment ago. For previews only: creation reads afresh (design, rule 8). */
export function recentAccounts(
  ctx: Pick<Context, "stackone" | "clock">,
  key: string,
  read: () => Promise<StackOneAccount[]>,
): Promise<StackOneAccount[]> {
  const now = elapsedOf(ctx.clock);
  const kept = readings.get(ctx.stackone) ?? new Map<string, Reading>();
  readings.set(ctx.stackone, kept);
  for (const [old, { at }] of kept) if (now - at >= shareFor) kept.delete(old);
  const recent = kept.get(key);
  if (recent) return recent.accounts;
  const reading = { at: now, accounts: read() };
  kept.set(key, reading);
  // a failure is not shared: the next preview asks again
  reading.accounts.catch(() => kept.get(key) === reading && kept.delete(key));
  return reading.accounts;
}
