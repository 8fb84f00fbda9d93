import { createHash, createHmac, randomBytes } from "node:crypto";
import * as z from "zod";
import type { Clock } from "../domain/ports/clock.ts";
import { createCookieSeal } from "./sealed-cookie.ts";
import type { Asked, SignInCookie } from "./sign-in.ts";

/** seconds in which a person must have come back from the provider */
const attemptLasts = 600;
/** characters of all attempts of a browser: a request brings them in one header, of which a proxy may take 8 kB */
const roomForAttempts = 5000;

/** What is known of one try until the browser comes back. */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  /** where the tab was */
  to: string;
}

const Kept = z.object({ seed: z.string(), to: z.string(), exp: z.number() });

/** Attempts to sign in; each lies in an encrypted cookie of its own, so that several tabs may try at once. */
export interface SignInAttempts {
  /** `dropped`: the oldest ones of this browser, where there is no room for more. */
  begin(
    to: string,
    asked: Asked,
  ): Promise<{ attempt: Attempt; cookie: SignInCookie; dropped: SignInCookie[] }>;
  /** The attempt to which an answer with this state belongs, and what takes its cookie away. */
  find(
    state: string | null,
    asked: Asked,
  ): Promise<{ attempt: Attempt; spent: SignInCookie } | null>;
  /** Whether this browser has begun any attempt. */
  hasAny(asked: Asked): boolean;
}

/** `nameOf` makes a cookie's name. */
export function createSignInAttempts(
  nameOf: (what: string) => string,
  secretKeys: readonly Uint8Array[],
  clock: Clock,
): SignInAttempts {
  const seal = createCookieSeal(secretKeys, "sign-in attempt");
  const prefix = nameOf("attempt-");
  const nameFor = (state: string): string =>
    prefix + createHash("sha256").update(state).digest("hex").slice(0, 12);
  const gone = (name: string): SignInCookie => ({ name, value: "", maxAge: 0 });
  const read = async (value: string | undefined) =>
    value ? Kept.safeParse(await seal.open(value, clock.now())).data : undefined;
  const namesOf = (asked: Asked): string[] =>
    asked.cookieNames().filter((name) => name.startsWith(prefix));

  /** Those that leave no room for one more, from the oldest. */
  async function tooMany(asked: Asked, added: number): Promise<string[]> {
    const all = namesOf(asked).map((name) => ({ name, value: asked.cookie(name) ?? "" }));
    let size = added + all.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
    if (size <= roomForAttempts) return [];
    const aged = await Promise.all(
      all.map(async (each) => ({ ...each, exp: (await read(each.value))?.exp ?? 0 })),
    );
    const dropped: string[] = [];
    for (const { name, value } of aged.toSorted((one, other) => one.exp - other.exp)) {
      if (size <= roomForAttempts) break;
      size -= name.length + value.length;
      dropped.push(name);
    }
    return dropped;
  }

  return {
    hasAny: (asked) => namesOf(asked).length > 0,
    async begin(to, asked) {
      const seed = randomBytes(32).toString("base64url");
      const attempt = attemptOf(seed, to);
      const value = await seal.seal({ seed, to }, clock.now() + attemptLasts * 1000);
      const cookie = { name: nameFor(attempt.state), value, maxAge: attemptLasts };
      const dropped = await tooMany(asked, cookie.name.length + value.length);
      return { attempt, cookie, dropped: dropped.map(gone) };
    },
    async find(state, asked) {
      if (state === null) return null;
      const name = nameFor(state);
      const kept = await read(asked.cookie(name));
      const attempt = kept && attemptOf(kept.seed, kept.to);
      return attempt?.state === state ? { attempt, spent: gone(name) } : null;
    },
  };
}

/** All that an attempt needs comes from one secret, which keeps its cookie small. */
function attemptOf(seed: string, to: string): Attempt {
  const derive = (what: string): string =>
    createHmac("sha256", seed).update(what).digest("base64url");
  return { state: derive("state"), nonce: derive("nonce"), verifier: derive("verifier"), to };
}
