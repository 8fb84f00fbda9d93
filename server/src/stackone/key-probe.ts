import type { Clock } from "../domain/ports/clock.ts";
import type { Purpose } from "../domain/ports/stackone.ts";
import type { Exchange } from "./exchange.ts";
import type { Health } from "./stackone-health.ts";

/** ms between probes: a person who has just put the key right shall see it, the tracker need not ask often */
const quiet: Record<Purpose, number> = { press: 10_000, watch: 180_000, copy: 180_000 };

/** Whether the key itself is refused: only when a read of the profiles is refused too (design, rule 21). */
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
  let last: { at: number; refused: Promise<boolean> } | undefined;

  const probe = async (purpose: Purpose) => {
    try {
      const { status } = await exchange({
        method: "GET",
        path: path(),
        route: path(),
        query: [["page_size", "1"]],
        purpose,
      });
      return status === 401 || status === 403;
    } catch {
      // No answer proves nothing about the key.
      return false;
    }
  };

  return {
    async isRefused(purpose: Purpose): Promise<boolean> {
      if (!last || clock.now() - last.at >= quiet[purpose])
        last = { at: clock.now(), refused: probe(purpose) };
      const refused = await last.refused;
      if (refused) health.refused("StackOne refuses the API key");
      return refused;
    },
  };
}
