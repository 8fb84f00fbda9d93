import { type Clock, elapsedOf } from "../domain/ports/clock.ts";
import type { Purpose } from "../domain/ports/stackone.ts";
import type { Exchange } from "./request/retrying.ts";
import type { Health } from "./stackone-health.ts";

/** ms between probes: a person who has just put the key right shall see it, the tracker need not ask often */
const quiet: Record<Purpose, number> = {
  interactive: 10_000,
  read: 10_000,
  watch: 180_000,
  copy: 180_000,
};

/** What is known of the key: it is refused only when a read of the profiles is refused too (docs/rules.md, 21). */
export type KeyStanding = "refused" | "accepted" | "not_known";

/** Finds out whether a refused call means that the key itself is refused. */
export function createKeyProbe({
  exchange,
  clock,
  health,
  path,
}: {
  exchange: Exchange;
  clock: Clock;
  health: Health;
  path: () => string;
}) {
  let last: { at: number; standing: Promise<KeyStanding> } | undefined;

  const probe = async (purpose: Purpose): Promise<KeyStanding> => {
    try {
      const { status } = await exchange({
        method: "GET",
        path: path(),
        route: path(),
        query: [["page_size", "1"]],
        purpose,
      });
      return status === 401 || status === 403 ? "refused" : "accepted";
    } catch {
      // No answer proves nothing about the key.
      return "not_known";
    }
  };

  return {
    async standing(purpose: Purpose): Promise<KeyStanding> {
      if (!last || elapsedOf(clock) - last.at >= quiet[purpose])
        last = { at: elapsedOf(clock), standing: probe(purpose) };
      const standing = await last.standing;
      if (standing === "refused") health.refused("StackOne refuses the API key");
      return standing;
    },
  };
}
export type KeyProbe = ReturnType<typeof createKeyProbe>;
