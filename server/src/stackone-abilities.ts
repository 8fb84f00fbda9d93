import type { Clock } from "./domain/ports/clock.ts";
import type { Log } from "./domain/ports/log.ts";
import type { Store } from "./domain/ports/store.ts";
import type { StackOneClientOptions } from "./stackone/parts.ts";

/** ms; after so long, or by another version of the console, everything is learnt again */
const trustedFor = 24 * 60 * 60_000;

/** What was learnt of this StackOne before a restart, and how news of it is kept. A store that fails costs no more than learning it again. */
export async function keptAbilities(
  store: Store,
  about: { host: string; console: string },
  { clock, log }: { clock: Clock; log: Log },
): Promise<NonNullable<StackOneClientOptions["abilities"]>> {
  const before = await store.stackoneAbilities();
  const isTrusted =
    before !== null &&
    before.host === about.host &&
    before.console === about.console &&
    Math.abs(clock.now() - before.learntAt) < trustedFor;
  let keeping: Promise<unknown> = Promise.resolve();
  return {
    known: isTrusted ? readJson(before.known) : null,
    keep(known) {
      const learnt = { ...about, known, learntAt: clock.now() };
      keeping = keeping
        .then(() => store.putStackoneAbilities(learnt))
        .catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : "unknown";
          log.warn({ reason }, "what StackOne can do could not be kept");
        });
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
