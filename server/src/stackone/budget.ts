import type { Clock } from "../domain/ports/clock.ts";
import { type Purpose, StackOneError } from "../domain/ports/stackone.ts";
import type { Wait } from "./wait.ts";

/** ms; StackOne counts requests a minute — guides/rate-limiting; and half a second, because it counts when they arrive */
const windowLength = 60_500;
/** ms; a clock that jumps is noticed within this time */
const longestWait = 1000;

export interface Budget {
  readonly perMinute: number;
  readonly copyPerMinute: number;
  /** Waits for a place and takes it. Throws `rate_limited` at once when there is none before the deadline (epoch ms). */
  take(purpose: Purpose, deadline: number): Promise<void>;
  /** After a 429: nobody asks before `until` (epoch ms); without `pressesToo` presses may still try. */
  pause(until: number, pressesToo: boolean): void;
  /** ms until the background asks again after a 429 */
  pausedFor(): number;
  /** requests in the last minute */
  used(): number;
}

/**
 * What the console allows itself of the key that the company's product uses too (design, rule 19): never more than
 * `perMinute` requests in any minute, at most three quarters of them in the background, at most a third for the copy.
 * Background callers wait in line, so that watched rows share what is left evenly: each has one look in the line.
 */
export function createBudget({
  perMinute,
  clock,
  wait,
}: {
  perMinute: number;
  clock: Clock;
  wait: Wait;
}): Budget {
  const limits = {
    total: Math.max(1, perMinute),
    background: Math.max(1, perMinute - Math.ceil(perMinute / 4)),
    copy: Math.max(1, Math.floor(perMinute / 3)),
  };
  const pausedUntil = { press: 0, background: 0 };
  const lines: Record<Purpose, Promise<void>> = {
    press: Promise.resolve(),
    watch: Promise.resolve(),
    copy: Promise.resolve(),
  };
  let taken: { at: number; purpose: Purpose }[] = [];
  let pressesWaiting = 0;

  /** ms until fewer than `limit` of these are younger than a minute */
  const untilBelow = (limit: number, times: { at: number }[], now: number) => {
    const blocking = times[times.length - limit];
    return blocking ? Math.max(0, blocking.at + windowLength - now) : 0;
  };

  const delay = (purpose: Purpose): number => {
    const now = clock.now();
    const young = taken.findIndex(({ at }) => at + windowLength > now);
    if (young !== 0) taken = young < 0 ? [] : taken.slice(young);
    if (purpose === "press")
      return Math.max(pausedUntil.press - now, untilBelow(limits.total, taken, now));
    const background = taken.filter((one) => one.purpose !== "press");
    return Math.max(
      pausedUntil.background - now,
      untilBelow(Math.max(1, limits.total - pressesWaiting), taken, now),
      untilBelow(limits.background, background, now),
      purpose === "copy"
        ? untilBelow(
            limits.copy,
            background.filter((one) => one.purpose === "copy"),
            now,
          )
        : 0,
    );
  };

  const takeInTurn = async (purpose: Purpose, deadline: number) => {
    for (let ms = delay(purpose); ms > 0; ms = delay(purpose)) {
      if (clock.now() + ms > deadline) {
        const paused = pausedUntil[purpose === "press" ? "press" : "background"] > clock.now();
        throw new StackOneError(
          "rate_limited",
          paused
            ? "StackOne asked the console to wait"
            : "The console's own request budget for StackOne is used up",
          { retryAfter: Math.ceil(ms / 1000) },
        );
      }
      await wait(Math.min(ms, longestWait));
    }
    taken.push({ at: clock.now(), purpose });
  };

  return {
    perMinute,
    copyPerMinute: limits.copy,
    async take(purpose, deadline) {
      if (purpose === "press") pressesWaiting += 1;
      const turn = lines[purpose].then(() => takeInTurn(purpose, deadline));
      lines[purpose] = turn.catch(() => undefined);
      try {
        await turn;
      } finally {
        if (purpose === "press") pressesWaiting -= 1;
      }
    },
    pause(until, pressesToo) {
      pausedUntil.background = Math.max(pausedUntil.background, until);
      if (pressesToo) pausedUntil.press = Math.max(pausedUntil.press, until);
    },
    pausedFor: () => Math.max(0, pausedUntil.background - clock.now()),
    used: () => taken.filter(({ at }) => at + windowLength > clock.now()).length,
  };
}
