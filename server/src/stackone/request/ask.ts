import { StackOneError } from "../../domain/ports/stackone.ts";
import { type Exchange, messageOf } from "./retrying.ts";
import type { KeyProbe, KeyStanding } from "../key-probe.ts";
import { wrongShape } from "./pages.ts";
import type { Health } from "../stackone-health.ts";
import type { Answer, Call } from "./transport.ts";

/** Gives a 2xx with JSON, or one of the accepted statuses; throws StackOneError for all else. */
export type Ask = (call: Call, accepted?: number[]) => Promise<Answer>;

/** What says that a path or an id is not there, or not for this key. */
export const absentStatuses = [400, 401, 403, 404, 405, 410, 422, 501];

interface AskOptions {
  exchange: Exchange;
  health: Health;
  /** asked only after a 401 or 403 */
  keyProbe: () => KeyProbe;
  /** texts that no message may repeat */
  secrets: string[];
}

/** One question to StackOne whose refusal is an error. */
export function createAsk({ exchange, health, keyProbe, secrets }: AskOptions): Ask {
  return async (call, accepted = []) => {
    const answer = await exchange(call);
    const good = answer.status >= 200 && answer.status < 300;
    if (good && answer.json === undefined) {
      const error = wrongShape(`${call.route} (not JSON)`, call.acts);
      health.note(error);
      throw error;
    }
    if (good || accepted.includes(answer.status)) return answer;
    const said =
      messageOf(answer.json, [...secrets, ...(call.secrets ?? [])]) ??
      `StackOne answered ${answer.status}`;
    const { status } = answer;
    if (status !== 401 && status !== 403) throw new StackOneError("rejected", said, { status });
    throw denialOf(await keyProbe().standing(call.purpose), status, said);
  };
}

/** One call denied may be one permission that the key lacks; nothing more is said than what is known (docs/rules.md, 21). */
function denialOf(standing: KeyStanding, status: number, said: string): StackOneError {
  switch (standing) {
    case "refused":
      return new StackOneError(
        "unauthorized",
        `StackOne refuses the API key (${status}: ${said})`,
        { status },
      );
    case "accepted":
      return new StackOneError(
        "rejected",
        `StackOne refused this call (${status}: ${said}), but not the API key. The key probably lacks a permission for it: give it that permission in StackOne, or use another key`,
        { status },
      );
    case "not_known":
      return new StackOneError("rejected", `StackOne refused this call (${status}: ${said})`, {
        status,
      });
    default:
      return standing satisfies never;
  }
}
