import type { AttemptReading, Purpose } from "../domain/ports/stackone.ts";
import type { Ask } from "./ask.ts";
import { WireAuthenticated } from "./attempt.ts";
import type { KeyProbe } from "./key-probe.ts";
import { parseWire } from "./pages.ts";
import type { Health } from "./stackone-health.ts";
import type { Call } from "./transport.ts";

/** Reads the newest attempt by the token — authenticate-connect-session. */
export async function readAttempt(
  { ask, health, keyProbe }: { ask: Ask; health: Health; keyProbe: KeyProbe },
  token: string,
  purpose: Purpose,
): Promise<AttemptReading> {
  const route = "/connect_sessions/authenticate";
  const body = { token };
  const call: Call = { method: "POST", path: route, route, body, purpose, secrets: [token] };
  const { status, json } = await ask(call, [401, 403, 404]);
  if (status >= 400) {
    if (status !== 404) await keyProbe.standing(purpose);
    return { readable: false, status };
  }
  const { latest_connection_attempt: attempt } = parseWire(WireAuthenticated, json, route);
  if (attempt === undefined)
    health.miss(
      "attempt",
      "StackOne does not tell about attempts: progress is read from accounts alone.",
    );
  return { readable: true, attempt: attempt ?? null };
}
