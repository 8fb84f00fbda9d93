import { randomUUID } from "node:crypto";
import { StaffMember } from "@connect-console/shared/staff";
import * as z from "zod";
import type { Clock } from "../domain/ports/clock.ts";
import type { SignIns } from "../domain/ports/store.ts";
import { createCookieSeal } from "./sealed-cookie.ts";
import type { Presence, SignInCookie } from "./sign-in.ts";

/** seconds */
export interface Lifetimes {
  /** without any request */
  idle: number;
  /** however busy */
  absolute: number;
  /** the idle end is put off no more often than this */
  renewEvery: number;
}

export const lifetimes: Lifetimes = { idle: 3600, absolute: 12 * 3600, renewEvery: 300 };

/** characters; a longer one would not fit into the address at which the provider ends its session */
const longestIdToken = 6000;

const Kept = z.object({
  id: z.string(),
  staff: StaffMember,
  /** epoch ms */
  begunAt: z.number(),
  seenAt: z.number(),
});
type Kept = z.infer<typeof Kept>;

const KeptIdToken = z.object({ id: z.string(), idToken: z.string() });

export interface SignInCookies {
  /** `idToken` is the provider's own proof of who it was, which its sign-out asks for. It waits in the store: in the cookie it would not fit the headers that proxies let pass. */
  begin(staff: StaffMember, idToken: string | undefined): Promise<SignInCookie>;
  presenceOf(value: string | undefined): Promise<Presence>;
  idTokenOf(value: string | undefined): Promise<string | undefined>;
}

/** The cookie that is a sign-in: who and as what, until when. Its role stays as it was until the next sign-in. */
export function createSignInCookies(options: {
  name: string;
  secretKeys: readonly Uint8Array[];
  clock: Clock;
  signIns: Pick<SignIns, "isEnded" | "keepIdToken" | "idTokenOf">;
  lifetimes: Lifetimes;
}): SignInCookies {
  const { name, clock, signIns } = options;
  const { idle, absolute, renewEvery } = options.lifetimes;
  const cookies = createCookieSeal(options.secretKeys, "sign-in");
  const idTokens = createCookieSeal(options.secretKeys, "sign-in id token");
  const endOf = ({ begunAt, seenAt }: Kept): number =>
    Math.min(seenAt + idle * 1000, begunAt + absolute * 1000);
  const cookieOf = async (kept: Kept): Promise<SignInCookie> => {
    const endsAt = endOf(kept);
    const value = await cookies.seal({ ...kept }, endsAt);
    return { name, value, maxAge: Math.max(1, Math.ceil((endsAt - clock.now()) / 1000)) };
  };
  const keptIn = async (value: string | undefined): Promise<Kept | null> => {
    const claims = value === undefined ? null : await cookies.open(value, clock.now());
    return Kept.safeParse(claims).data ?? null;
  };
  return {
    async begin(staff, idToken) {
      const now = clock.now();
      const id = randomUUID();
      const until = now + absolute * 1000;
      if (idToken !== undefined && idToken.length <= longestIdToken)
        await signIns.keepIdToken(id, await idTokens.seal({ id, idToken }, until), until);
      return cookieOf({ id, staff, begunAt: now, seenAt: now });
    },
    async presenceOf(value) {
      const kept = await keptIn(value);
      if (!kept) return { state: "nobody" };
      const now = clock.now();
      const endsAt = endOf(kept);
      if (now >= endsAt || (await signIns.isEnded(kept.id))) return { state: "nobody" };
      const renewal = now - kept.seenAt >= renewEvery * 1000;
      return {
        state: "signed_in",
        staff: kept.staff,
        signInId: kept.id,
        endsAt,
        ...(renewal && { renew: () => cookieOf({ ...kept, seenAt: now }) }),
      };
    },
    async idTokenOf(value) {
      const id = (await keptIn(value))?.id;
      const sealed = id === undefined ? undefined : await signIns.idTokenOf(id);
      const claims = sealed === undefined ? null : await idTokens.open(sealed, clock.now());
      const found = KeptIdToken.safeParse(claims).data;
      return found?.id === id ? found?.idToken : undefined;
    },
  };
}
