import { type Clock, elapsedOf } from "../domain/ports/clock.ts";
import {
  type AttemptReading,
  type Purpose,
  type SessionHandle,
  StackOneError,
} from "../domain/ports/stackone.ts";
import type { KnownAbilities } from "./abilities/abilities.ts";
import type { Ask } from "./request/ask.ts";
import { WireAuthenticated } from "./wire/attempt.ts";
import type { KeyProbe } from "./key-probe.ts";
import { unwrapped } from "./wire/loose.ts";
import { parseWire } from "./request/pages.ts";
import type { Call } from "./request/transport.ts";

/** ms; a StackOne that lacked a path may have got it by then */
const absentFor = 24 * 60 * 60_000;
/** 4xx but 408 and 429, which are no decision about the session */
const refusals: number[] = Array.from({ length: 100 }, (_, index) => 400 + index).filter(
  (status) => status !== 408 && status !== 429,
);

/** What one way of asking gave; `silent`: an answer that does not speak of attempts. */
type AttemptAnswer = AttemptReading | { readable: "silent"; status: number };

/** `GET /connect_sessions/{id}` (docs/stackone.md, 2): the session by its number. */
async function readByNumber(ask: Ask, number: string, purpose: Purpose): Promise<AttemptAnswer> {
  const route = "/connect_sessions/:id";
  const path = `/connect_sessions/${encodeURIComponent(number)}`;
  return toAnswer(await ask({ method: "GET", path, route, purpose }, refusals), route);
}

/** `POST /connect_sessions/authenticate`: the session by its token — authenticate-connect-session. */
async function readByToken(ask: Ask, token: string, purpose: Purpose): Promise<AttemptAnswer> {
  const route = "/connect_sessions/authenticate";
  const body = { token };
  const call: Call = { method: "POST", path: route, route, body, purpose, secrets: [token] };
  return toAnswer(await ask(call, refusals), route);
}

function toAnswer(
  { status, json }: { status: number; json: unknown },
  route: string,
): AttemptAnswer {
  if (status >= 400) return { readable: false, status };
  const { latest_connection_attempt: attempt } = parseWire(
    WireAuthenticated,
    unwrapped(json),
    route,
  );
  return attempt === undefined ? { readable: "silent", status } : { readable: true, attempt };
}

/** Reads a session's newest attempt: by its number, else by its token; a refusal by both is "not readable" for that session only (docs/rules.md, 21). */
export function createAttemptReader({
  ask,
  abilities,
  keyProbe,
  clock,
}: {
  ask: Ask;
  abilities: KnownAbilities;
  keyProbe: KeyProbe;
  clock: Clock;
}): (session: SessionHandle, purpose: Purpose) => Promise<AttemptReading> {
  let absentSince: number | null = null;
  /** live sessions that were refused both ways: one may be odd, two say that StackOne does not tell */
  const refusedNumbers = new Set<string>();

  const mayHaveNumbers = (): boolean => {
    if (abilities.get().sessionByNumber !== false) return true;
    absentSince ??= elapsedOf(clock);
    if (elapsedOf(clock) - absentSince < absentFor) return false;
    absentSince = null;
    abilities.learn({ sessionByNumber: null });
    return true;
  };

  /** What a live session shows of each way; after its end a refusal says nothing. */
  const learn = (
    byNumber: AttemptAnswer | null,
    byToken: AttemptAnswer | null,
    { number, ended }: SessionHandle,
  ): void => {
    const isRefused = byNumber?.readable === false && byToken?.readable !== true;
    if (isRefused && !ended && number !== null) refusedNumbers.add(number);
    const ofNumber = byNumber && ability(byNumber, ended);
    if (ofNumber !== null && (!isRefused || refusedNumbers.size > 1))
      abilities.learn({ sessionByNumber: ofNumber });
    const ofToken = byToken && ability(byToken, ended);
    if (ofToken !== null) abilities.learn({ sessionByToken: ofToken });
  };

  /** null: StackOne failed at it, and the token is worth a try */
  const tryNumber = async (number: string, token: string | null, purpose: Purpose) => {
    try {
      return await readByNumber(ask, number, purpose);
    } catch (error) {
      const mayGoOn = error instanceof StackOneError && error.failure === "unavailable";
      if (!mayGoOn || token === null) throw error;
      return null;
    }
  };

  return async (session, purpose) => {
    const { number, token } = session;
    const byNumber =
      number !== null && mayHaveNumbers() ? await tryNumber(number, token, purpose) : null;
    if (byNumber?.readable === true) {
      learn(byNumber, null, session);
      return byNumber;
    }
    const byToken = token === null ? null : await readByToken(ask, token, purpose);
    learn(byNumber, byToken, session);
    if (byToken?.readable === true) return byToken;
    // It answers and has no attempts to tell of: progress comes from accounts.
    if ((byToken ?? byNumber)?.readable === "silent") return { readable: true, attempt: null };
    const status = (byToken ?? byNumber)?.status ?? 404;
    if (status === 401 || status === 403) await keyProbe.standing(purpose);
    return { readable: false, status };
  };
}

function ability({ readable }: AttemptAnswer, ended: boolean): boolean | null {
  if (readable === true) return true;
  return readable === "silent" || !ended ? false : null;
}
