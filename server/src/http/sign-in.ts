import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Asked, Presence, SignInCookie, SignedIn } from "../auth/sign-in.ts";
import { admitStaffMember } from "../domain/admit-staff-member.ts";
import { DomainError } from "../domain/domain-error.ts";
import { refuseSignIn } from "../domain/refuse-sign-in.ts";
import type { AppDeps, AppEnv } from "./deps.ts";
import { addressOf, countPerMinute } from "./limits.ts";

/** What an open page asks by itself; it says nothing about whether somebody is there. */
const unattended = /^\/api\/(?:live|stackone)$/;

/** Puts the staff member and the ports into the context that every verb takes first. Whoever is not let in is counted by address. */
export function requireSignIn({ limits }: AppDeps): MiddlewareHandler<AppEnv> {
  const count = countPerMinute("requests without a sign-in", limits.requestsPerMinute);
  return async (c, next) => {
    const presence = await presenceOf(c);
    if (presence.state !== "signed_in") {
      count(addressOf(c), c.get("deps").ports.clock.now());
      throw notLetIn(presence);
    }
    if (presence.renew && !unattended.test(c.req.path)) keepCookie(c, await presence.renew());
    c.set("signedIn", presence);
    c.set("ctx", staffContext(c, presence));
    await next();
  };
}

/** Who sent this request. What a proxy tells for the first time goes to the audit. */
export async function presenceOf(c: Context<AppEnv>): Promise<Presence> {
  const { signIn, ports } = c.get("deps");
  const presence = await signIn.presenceOf(askedOf(c));
  const requestId = c.get("requestId");
  if (presence.state === "signed_in" && presence.isNew)
    await admitStaffMember(staffContext(c, presence));
  if (presence.state === "no_role" && presence.isNew) {
    const actor = { kind: "visitor", person: presence.person } as const;
    await refuseSignIn({ ...ports, actor, requestId }, "no_role");
  }
  return presence;
}

export function askedOf(c: Context<AppEnv>): Asked {
  return { header: (name) => c.req.header(name), cookie: (name) => getCookie(c, name) };
}

/** Gives the browser a cookie that no script reads and other sites' requests do not carry. */
export function keepCookie(c: Context<AppEnv>, { name, value, maxAge }: SignInCookie): void {
  const secure = c.get("deps").publicUrl.protocol === "https:";
  setCookie(c, name, value, { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge });
}

/** Whether a sign-in ended after it let a request in; for what stays open. */
export async function isOver(
  ctx: AppEnv["Variables"]["ctx"],
  signedIn: SignedIn,
): Promise<boolean> {
  if (signedIn.endsAt !== null && ctx.clock.now() >= signedIn.endsAt) return true;
  return signedIn.signInId !== null && (await ctx.store.signIns.isEnded(signedIn.signInId));
}

export function staffContext(
  c: Context<AppEnv>,
  { staff }: Pick<SignedIn, "staff">,
): AppEnv["Variables"]["ctx"] {
  return {
    ...c.get("deps").ports,
    actor: { kind: "staff", staff },
    requestId: c.get("requestId"),
  };
}

function notLetIn(presence: Exclude<Presence, SignedIn>): DomainError {
  switch (presence.state) {
    case "no_role":
      return new DomainError("not_allowed", "You are signed in, but have no role here.", {
        hint: "Ask an admin of the console to give you a role.",
      });
    case "unavailable":
      return new DomainError("not_signed_in", "Your sign-in cannot be checked now.", {
        hint: presence.hint,
      });
    case "nobody":
      return new DomainError("not_signed_in", "Nobody is signed in.", {
        ...(presence.hint && { hint: presence.hint }),
      });
    default:
      return presence satisfies never;
  }
}
