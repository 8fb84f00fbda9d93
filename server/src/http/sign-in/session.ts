import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type {
  Asked,
  Presence,
  Refusal,
  RefusalDetail,
  SignedIn,
  SignInCookie,
} from "../../auth/sign-in.ts";
import { admitStaffMember } from "../../domain/staff/record-sign-in.ts";
import { elapsedOf } from "../../domain/ports/clock.ts";
import { readingShareOf } from "../../domain/polling/reading-share.ts";
import { DomainError } from "../../domain/domain-error.ts";
import { refuseSignIn } from "../../domain/staff/record-refused-sign-in.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import { addressOf, countPerMinute } from "../middleware/rate-limit.ts";

/** By this the page says that a person has pressed a button or a key since its last request. Other sites cannot send it. */
const afterPress = "x-after-press";

/** Puts the staff member and the ports into the context that every verb takes first. Whoever is not let in is counted by address. */
export function requireSignIn({ limits }: AppDeps): MiddlewareHandler<AppEnv> {
  const count = countPerMinute("requests without a sign-in", limits.requestsPerMinute);
  return async (c, next) => {
    const presence = await presenceOf(c);
    if (presence.state !== "signed_in") {
      count(addressOf(c), elapsedOf(c.get("deps").ports.clock));
      throw notLetIn(presence);
    }
    // what a page asks by itself says nothing about whether somebody is there
    if (presence.renew && c.req.header(afterPress) === "1") keepCookie(c, await presence.renew());
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
  if (presence.state === "signed_in" && presence.isNew) {
    const entered = admitStaffMember(staffContext(c, presence));
    await entered.catch((error: unknown) => {
      presence.forget?.();
      throw error;
    });
  }
  if (presence.state === "no_role" && presence.isNew) {
    const { person, why = "no_role" } = presence;
    noteRefusal(c, why, presence.detail);
    await refuseSignIn({ ...ports, actor: { kind: "visitor", person }, requestId }, why);
  }
  if ((presence.state === "nobody" || presence.state === "unavailable") && presence.detail)
    noteRefusal(
      c,
      presence.state === "nobody" ? "token_refused" : "provider_unavailable",
      presence.detail,
    );
  return presence;
}

/** What only those who run the console, or its provider, can put right. */
const oursToFix: Refusal[] = ["provider_unavailable", "client_refused", "wrong_issuer"];

/** One line in the log and one in the metrics for each refusal; `detail` holds nothing that proves anything. */
export function noteRefusal(c: Context<AppEnv>, why: Refusal, detail: RefusalDetail = {}): void {
  const { metrics, ports } = c.get("deps");
  metrics.signInRefused(why);
  const level = oursToFix.includes(why) ? "error" : "warn";
  ports.log[level]({ requestId: c.get("requestId"), why, ...detail }, "a sign-in was refused");
}

export function askedOf(c: Context<AppEnv>): Asked {
  return {
    header: (name) => c.req.header(name),
    headerNames: () => Object.keys(c.req.header()),
    cookie: (name) => getCookie(c, name),
    cookieNames: () => Object.keys(getCookie(c)),
    httpVersion: c.env?.incoming?.httpVersion,
  };
}

/** Gives the browser a cookie that no script reads and other sites' requests do not carry. */
export function keepCookie(c: Context<AppEnv>, { name, value, maxAge }: SignInCookie): void {
  const secure = c.get("deps").publicUrl.protocol === "https:";
  setCookie(c, name, value, { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge });
}

/** Whether a sign-in ended after it let a request in; for what stays open. */
export async function hasEnded(
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
  const { ports } = c.get("deps");
  const stackone = isReading(c) ? readingShareOf(ports, staff.id) : ports.stackone;
  return {
    ...ports,
    stackone,
    actor: { kind: "staff", staff },
    requestId: c.get("requestId"),
  };
}

/** Presses that only read; those that create, change or delete go before them. */
function isReading(c: Context<AppEnv>): boolean {
  return c.req.method === "GET" || /[/-](preview|check|find)$/.test(c.req.path);
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
