import { EmptyBody } from "@connect-console/shared/connect-session";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { ProviderUnavailable } from "../auth/sign-in.ts";
import { admitStaffMember } from "../domain/admit-staff-member.ts";
import { DomainError } from "../domain/domain-error.ts";
import { endSignIn } from "../domain/end-sign-in.ts";
import { refuseSignIn } from "../domain/refuse-sign-in.ts";
import type { AppEnv } from "./deps.ts";
import { describeError } from "./error.ts";
import { limitBody, requireJson, requireSameOrigin } from "./guard.ts";
import { addressOf, countPerMinute } from "./limits.ts";
import { returnAddress } from "./return-address.ts";
import { noStore } from "./security-headers.ts";
import { answerDocument } from "./sign-in-document.ts";
import { noSuchAddress, outside, refusals, signedOut } from "./sign-in-texts.ts";
import { askedOf, keepCookie, presenceOf, staffContext } from "./sign-in.ts";
import { valid } from "./valid.ts";

/** from one address; a whole office may sit behind it */
const triesPerMinute = 300;

/** The way in and out: to the provider and back, and what is said where that ends otherwise. */
export function authRoutes() {
  return new Hono<AppEnv>()
    .use(noStore, limitTries())
    .get("/sign-in", (c) => beginSignIn(c))
    .get("/callback", (c) => finishSignIn(c))
    .get("/signed-out", (c) => answerDocument(c, signedOut))
    .post(
      "/sign-out",
      requireSameOrigin,
      requireJson,
      limitBody,
      valid("json", EmptyBody),
      async (c) => c.json({ to: await signOut(c) }),
    );
}

function limitTries(): MiddlewareHandler<AppEnv> {
  const count = countPerMinute("requests for sign-in", triesPerMinute);
  return async (c, next) => {
    count(addressOf(c), c.get("deps").ports.clock.now());
    await next();
  };
}

async function beginSignIn(c: Context<AppEnv>): Promise<Response> {
  const { signIn, publicUrl, ports } = c.get("deps");
  const to = returnAddress(c.req.query("to"), publicUrl);
  if (to === null) return answerDocument(c, noSuchAddress);
  if (!signIn.flow) {
    const presence = await presenceOf(c);
    return presence.state === "signed_in" ? c.redirect(to) : answerDocument(c, outside(presence));
  }
  try {
    const { url, attempt } = await signIn.flow.begin(to);
    keepCookie(c, attempt);
    return c.redirect(url.href);
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    const requestId = c.get("requestId");
    ports.log.error({ requestId, ...describeError(error.cause) }, "the provider does not answer");
    return answerDocument(c, refusals.provider_unavailable(to));
  }
}

async function finishSignIn(c: Context<AppEnv>): Promise<Response> {
  const { signIn, ports } = c.get("deps");
  if (!signIn.flow) return c.notFound();
  const { search } = new URL(c.req.url);
  const finished = await signIn.flow.finish(askedOf(c), search);
  keepCookie(c, signIn.flow.noAttempt);
  if (finished.result === "refused") {
    const actor = { kind: "visitor", person: finished.person } as const;
    await refuseSignIn({ ...ports, actor, requestId: c.get("requestId") }, finished.why);
    return answerDocument(c, refusals[finished.why](finished.to));
  }
  await admitStaffMember(staffContext(c, finished));
  keepCookie(c, finished.cookie);
  return c.redirect(finished.to);
}

/** Where the browser goes next: the provider's own sign-out, or our word that it is done. */
async function signOut(c: Context<AppEnv>): Promise<string> {
  const { signIn } = c.get("deps");
  if (!signIn.flow)
    throw new DomainError("not_allowed", "Signing out is not the console's here.", {
      hint: "Sign out at the proxy before it, or close the browser.",
    });
  const presence = await presenceOf(c);
  const url = await signIn.flow.endUrl(askedOf(c));
  if (presence.state === "signed_in") await endSignIn(staffContext(c, presence), presence);
  keepCookie(c, signIn.flow.signedOut);
  return url?.href ?? "/auth/signed-out";
}
