import * as z from "zod";
import { backOff } from "@connect-console/shared/back-off";
import { type Clock, elapsedOf } from "../../domain/ports/clock.ts";
import type { Log } from "../../domain/ports/log.ts";
import { isInteractive, type Purpose, StackOneError } from "../../domain/ports/stackone.ts";
import { type Budget, longestPause } from "./budget.ts";
import { cleanMessage } from "./clean-message.ts";
import type { Answer, Call, Send } from "./transport.ts";
import type { Wait } from "./wait.ts";

/** ms that a call may wait for the budget, for Retry-After and between repetitions (a press: docs/rules.md, 19) */
const timeout: Record<Purpose, number> = {
  interactive: 5_000,
  read: 5_000,
  watch: 62_000,
  copy: 120_000,
};
const mostTries = 4;
/** ms before the first repetition */
const firstBackOff = 400;
/** ms of pause after a 429 that does not say how long — guides/rate-limiting names 60 s */
const pauseUnsaid = 60_000;

/** Gives StackOne's decision (2xx or 4xx); throws StackOneError where it made none. */
export type Exchange = (call: Call) => Promise<Answer>;

interface ExchangeOptions {
  send: Send;
  budget: Budget;
  clock: Clock;
  /** StackOne's clock minus ours, ms */
  skew(): number;
  wait: Wait;
  random: () => number;
  log: Log;
  /** texts that no message may repeat */
  secrets: string[];
  /** called with what each try came to; undefined when StackOne decided, and then how */
  note(error: StackOneError | undefined, status?: number): void;
}

/** A try that came to nothing, and whether another may be made. */
interface Trouble {
  error: StackOneError;
  repeat: boolean;
  /** ms, where StackOne named them */
  after: number | null;
}

/** Budget, repetition and back-off around one request (docs/rules.md, 10 and 19). */
export function createExchange(options: ExchangeOptions): Exchange {
  const { send, budget, clock, wait, random, log, note } = options;
  return async (call) => {
    const deadline = elapsedOf(clock) + timeout[call.purpose];
    for (let tries = 1; ; tries += 1) {
      await budget.take(call.purpose, deadline);
      const result = await send(call);
      const trouble =
        "error" in result ? networkTrouble(result, call) : statusTrouble(result, call, options);
      note(trouble?.error, "status" in result ? result.status : undefined);
      if (!trouble) {
        budget.answered(call.purpose);
        return result as Answer;
      }
      const { error, repeat, after } = trouble;
      log.warn(
        { route: call.route, failure: error.failure, status: error.status, tries },
        "StackOne did not answer as it should",
      );
      if (error.failure === "rate_limited") budget.pause(after ?? pauseUnsaid, after !== null);
      const delay = after ?? backOff(tries, { first: firstBackOff }, random);
      if (!repeat || tries >= mostTries || elapsedOf(clock) + delay > deadline) throw error;
      await wait(delay);
    }
  };
}

function networkTrouble(failure: { error: StackOneError; refused: boolean }, call: Call): Trouble {
  return { error: failure.error, repeat: !call.acts || failure.refused, after: null };
}

function statusTrouble(
  { status, headers, json }: Answer,
  call: Call,
  { clock, skew, secrets }: ExchangeOptions,
): Trouble | null {
  const said = messageOf(json, [...secrets, ...(call.secrets ?? [])]);
  const after = retryAfter(headers.get("retry-after"), clock.now() + skew());
  const longest = longestPause[isInteractive(call.purpose) ? "interactive" : "background"];
  const wait = after === null ? null : Math.ceil(Math.min(after, longest) / 1000);
  const detail = { status, retryAfter: wait };
  const acted = { ...detail, mayHaveActed: call.acts === true };
  if (status === 429)
    return {
      error: new StackOneError(
        "rate_limited",
        (said ?? "StackOne allows no more requests now") + afterAnHour(after),
        detail,
      ),
      repeat: true,
      after,
    };
  if (status === 408 || status >= 500) {
    const error = new StackOneError(
      "unavailable",
      `StackOne answered ${status}${said ? `: ${said}` : ""}`,
      acted,
    );
    return { error, repeat: !call.acts, after };
  }
  if (status < 200 || (status >= 300 && status < 400))
    return {
      error: new StackOneError(
        "unavailable",
        `StackOne answered with a redirect (${status})`,
        acted,
      ),
      repeat: false,
      after,
    };
  return null;
}

/** Said where StackOne asks for longer than the console waits. */
function afterAnHour(after: number | null): string {
  if (after === null || after <= longestPause.background) return "";
  const hours = Math.round(after / 3_600_000);
  const named = hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
  return `. It asks us to wait for ${named}. We try again after an hour, and you may try after a minute`;
}

const ErrorBody = z.object({
  message: z.union([z.string(), z.array(z.string()).transform((list) => list.join("; "))]),
});

/** StackOne's `message`, cleaned; undefined when there is none. The rest of an error's body is never passed on. */
export function messageOf(json: unknown, secrets: string[]): string | undefined {
  const body = ErrorBody.safeParse(json);
  return (body.success && cleanMessage(body.data.message, secrets)) || undefined;
}

/** ms; the header is seconds or a date, by StackOne's clock — RFC 9110, 10.2.3 */
function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
