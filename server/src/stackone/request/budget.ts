import { type Clock, elapsedOf } from "../../domain/ports/clock.ts";
import { isInteractive, type Purpose, StackOneError } from "../../domain/ports/stackone.ts";
import type { Wait } from "./wait.ts";

/** ms; StackOne counts requests a minute — guides/rate-limiting; and half a second, because it counts when they arrive */
const windowLength = 60_500;
/** ms; a clock that jumps is noticed within this time */
const longestWait = 1000;
/** ms; however long StackOne asks to wait, one careful try is made after this time */
export const longestPause = { interactive: 60_000, background: 3_600_000 } as const;
/** ms that all others wait for what the careful try comes to */
const carefulFor = 5_000;

type Kind = keyof typeof longestPause;

export interface Budget {
  readonly perMinute: number;
  readonly copyPerMinute: number;
  /** Waits for a place and takes it. Throws `rate_limited` at once when there is none before the deadline (`elapsedOf` the clock). */
  take(purpose: Purpose, deadline: number): Promise<void>;
  /** After a 429: nobody asks for so many ms, or for an hour where that is less; presses for a minute at most, and without `interactiveToo` not at all. */
  pause(ms: number, interactiveToo: boolean): void;
  /** StackOne decided a request of this purpose: where it was the careful try, all others may go. */
  answered(purpose: Purpose): void;
  /** ms until the background asks again after a 429 */
  pausedFor(): number;
  /** requests in the last minute */
  used(): number;
}

interface BudgetOptions {
  perMinute: number;
  clock: Clock;
  wait: Wait;
}

/**
 * What the console allows itself of the key that the company's product uses too (docs/rules.md, 19): never more than
 * `perMinute` requests in any minute, at most three quarters of them in the background, at most a third for the copy; an
 * eighth is left for creations, whatever people read.
 * Background callers wait in line, so that watched rows share what is left evenly: each has one look in the line.
 */
export function createBudget({ perMinute, clock, wait }: BudgetOptions): Budget {
  const limits = limitsOf(perMinute);
  const now = () => elapsedOf(clock);
  const pauses = createPauses(now);
  const taken = createTakenPlaces(now);
  const lines: Record<Purpose, Promise<void>> = {
    interactive: Promise.resolve(),
    read: Promise.resolve(),
    watch: Promise.resolve(),
    copy: Promise.resolve(),
  };
  let interactiveWaiting = 0;

  const delay = (purpose: Purpose): number => {
    const paused = pauses.left(kindOf(purpose));
    if (purpose === "interactive") return Math.max(paused, taken.untilBelow(limits.total));
    if (purpose === "read") return Math.max(paused, taken.untilBelow(limits.reads));
    return Math.max(
      paused,
      taken.untilBelow(Math.max(1, limits.total - interactiveWaiting)),
      taken.untilBelow(limits.background, (one) => !isInteractive(one)),
      purpose === "copy" ? taken.untilBelow(limits.copy, (one) => one === "copy") : 0,
    );
  };

  const takeInTurn = async (purpose: Purpose, deadline: number) => {
    for (let ms = delay(purpose); ms > 0; ms = delay(purpose)) {
      const left = deadline - now();
      // what a careful try comes to may be known long before its pause is over
      if (ms > left && (left <= 0 || !pauses.isTrying(kindOf(purpose))))
        throw noPlace(ms, pauses.left(kindOf(purpose)) > 0);
      await wait(Math.min(ms, left, longestWait));
    }
    pauses.tryCarefully(kindOf(purpose));
    taken.add(purpose);
  };

  return {
    perMinute,
    copyPerMinute: limits.copy,
    async take(purpose, deadline) {
      if (isInteractive(purpose)) interactiveWaiting += 1;
      const turn = lines[purpose].then(() => takeInTurn(purpose, deadline));
      lines[purpose] = turn.catch(() => undefined);
      try {
        await turn;
      } finally {
        if (isInteractive(purpose)) interactiveWaiting -= 1;
      }
    },
    pause(ms, interactiveToo) {
      pauses.begin("background", ms);
      if (interactiveToo) pauses.begin("interactive", ms);
    },
    answered: (purpose) => pauses.end(kindOf(purpose)),
    pausedFor: () => pauses.left("background"),
    used: taken.count,
  };
}

function limitsOf(perMinute: number) {
  return {
    total: Math.max(1, perMinute),
    reads: Math.max(1, perMinute - Math.ceil(perMinute / 8)),
    background: Math.max(1, perMinute - Math.ceil(perMinute / 4)),
    copy: Math.max(1, Math.floor(perMinute / 3)),
  };
}

function noPlace(ms: number, isPaused: boolean): StackOneError {
  return new StackOneError(
    "rate_limited",
    isPaused
      ? "StackOne asked the console to wait"
      : "The console's own request budget for StackOne is used up",
    { retryAfter: Math.ceil(ms / 1000) },
  );
}

/** The requests of the last minute. */
function createTakenPlaces(now: () => number) {
  let taken: { at: number; purpose: Purpose }[] = [];
  const dropOld = () => {
    const young = taken.findIndex(({ at }) => at + windowLength > now());
    if (young !== 0) taken = young < 0 ? [] : taken.slice(young);
  };
  return {
    add: (purpose: Purpose): void => void taken.push({ at: now(), purpose }),
    count: (): number => taken.filter(({ at }) => at + windowLength > now()).length,
    /** ms until fewer than `limit` of these are younger than a minute */
    untilBelow(limit: number, isOfThese: (purpose: Purpose) => boolean = () => true): number {
      dropOld();
      const these = taken.filter(({ purpose }) => isOfThese(purpose));
      const blocking = these[these.length - limit];
      return blocking ? Math.max(0, blocking.at + windowLength - now()) : 0;
    },
  };
}

function kindOf(purpose: Purpose): Kind {
  return isInteractive(purpose) ? "interactive" : "background";
}

/** Until when nobody asks, and whether what comes then is a careful try: StackOne asked for longer than is waited. */
function createPauses(now: () => number) {
  const until: Record<Kind, number> = { interactive: now(), background: now() };
  const isCut: Record<Kind, boolean> = { interactive: false, background: false };
  const isTrying: Record<Kind, boolean> = { interactive: false, background: false };
  return {
    isTrying: (kind: Kind): boolean => isTrying[kind],
    left: (kind: Kind): number => Math.max(0, until[kind] - now()),
    begin(kind: Kind, ms: number): void {
      until[kind] = Math.max(until[kind], now() + Math.min(ms, longestPause[kind]));
      isCut[kind] ||= ms > longestPause[kind];
      isTrying[kind] = false;
    },
    tryCarefully(kind: Kind): void {
      if (!isCut[kind]) return;
      isTrying[kind] = true;
      until[kind] = now() + carefulFor;
    },
    end(kind: Kind): void {
      if (!isCut[kind]) return;
      isCut[kind] = false;
      isTrying[kind] = false;
      until[kind] = now();
    },
  };
}
