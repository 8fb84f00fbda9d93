import { EmptyBody } from "@connect-console/shared/connect-session";
import { type Context, Hono } from "hono";
import { refusalOf } from "../../auth/refusal.ts";
import { type Finished, type Presence, ProviderUnavailable } from "../../auth/sign-in.ts";
import { admitStaffMember } from "../../domain/staff/record-sign-in.ts";
import { elapsedOf } from "../../domain/ports/clock.ts";
import { DomainError } from "../../domain/domain-error.ts";
import { endSignIn } from "../../domain/staff/sign-out.ts";
import { refuseSignIn } from "../../domain/staff/record-refused-sign-in.ts";
import type { AppEnv } from "../deps.ts";
import { limitBody, requireJson, requireSameOrigin } from "../middleware/guard.ts";
import { addressOf, countPerMinute } from "../middleware/rate-limit.ts";
import { returnAddress } from "../sign-in/return-address.ts";
import { noStore } from "../middleware/security-headers.ts";
import { answerDocument } from "../sign-in/document.ts";
import { noSuchAddress, notWritten, outside, refusals, signedOut } from "../sign-in/texts.ts";
import { unlessStoreFails, whyNotWritten } from "../sign-in/unwritten.ts";
import { askedOf, keepCookie, noteRefusal, presenceOf, staffContext } from "../sign-in/session.ts";
import { valid } from "../middleware/validate.ts";

/** from one address; a whole office may sit behind it */
const triesPerMinute = 300;
/** entries of nobody in particular, in all: nothing takes one out of the audit again */
const namelessEntriesPerMinute = 10;

/** The way in and out: to the provider and back, and what is said where that ends otherwise. */
export function authRoutes() {
  const countTry = countPerMinute("requests for sign-in", triesPerMinute);
  const countAnswer = countPerMinute("answers to sign-ins", triesPerMinute);
  const mayEnter = firstPerMinute(namelessEntriesPerMinute);
  return new Hono<AppEnv>()
    .use(noStore)
    .get("/sign-in", async (c) => {
      const to = returnAddress(c.req.query("to"), c.get("deps").publicUrl);
      const presence = await unlessStoreFails(c, to ?? "/", () => presenceOf(c));
      if (presence instanceof Response) return presence;
      if (presence.state !== "signed_in") countBy(c, countTry);
      return to === null ? answerDocument(c, noSuchAddress) : beginSignIn(c, to, presence);
    })
    .get("/callback", (c) => finishSignIn(c, () => countBy(c, countAnswer), mayEnter))
    .get("/signed-out", (c) => answerDocument(c, signedOut))
    .post(
      "/sign-out",
      requireSameOrigin,
      requireJson,
      limitBody,
      valid("json", EmptyBody),
      async (c) => {
        const presence = await presenceOf(c);
        if (presence.state !== "signed_in") countBy(c, countTry);
        return c.json({ to: await signOut(c, presence) });
      },
    );
}

function countBy(c: Context<AppEnv>, count: (who: string, now: number) => void): void {
  count(addressOf(c), elapsedOf(c.get("deps").ports.clock));
}

/** True for the first so many calls of a minute. */
function firstPerMinute(most: number): (now: number) => boolean {
  let endsAt = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (now) => {
    if (now >= endsAt) [endsAt, count] = [now + 60_000, 0];
    count += 1;
    return count <= most;
  };
}

async function beginSignIn(c: Context<AppEnv>, to: string, presence: Presence): Promise<Response> {
  const { signIn } = c.get("deps");
  if (!signIn.flow)
    return presence.state === "signed_in" ? c.redirect(to) : answerDocument(c, outside(presence));
  const whyNot = await whyNotWritten(c);
  if (whyNot !== null) return answerDocument(c, notWritten(whyNot, to));
  try {
    const { url, attempt, dropped = [] } = await signIn.flow.begin(to, askedOf(c));
    for (const cookie of [...dropped, attempt]) keepCookie(c, cookie);
    return c.redirect(url.href);
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    const { why, detail } = refusalOf(error);
    noteRefusal(c, why, detail);
    return answerDocument(c, refusals[why](to));
  }
}

async function finishSignIn(
  c: Context<AppEnv>,
  onAttempt: () => void,
  mayEnter: (now: number) => boolean,
): Promise<Response> {
  const { signIn } = c.get("deps");
  if (!signIn.flow) return c.notFound();
  const { search } = new URL(c.req.url);
  const finished = await signIn.flow.finish(askedOf(c), search, onAttempt);
  if (finished.spent) keepCookie(c, finished.spent);
  if (finished.result === "refused") return refuse(c, finished, mayEnter);
  const cookie = await unlessStoreFails(c, finished.to, async () => {
    const begun = await finished.begin();
    await admitStaffMember(staffContext(c, finished));
    return begun;
  });
  if (cookie instanceof Response) return cookie;
  keepCookie(c, cookie);
  return c.redirect(finished.to);
}

/** An answer that belongs to no attempt is a page and a number; it writes nothing that stays, since anybody can send one. */
async function refuse(
  c: Context<AppEnv>,
  { why, person, to, detail }: Extract<Finished, { result: "refused" }>,
  mayEnter: (now: number) => boolean,
): Promise<Response> {
  const { ports } = c.get("deps");
  const belongsToNone = why === "no_attempt" || why === "wrong_state";
  // back onto an old answer, or one that came twice: who is in stays in
  const isOld = belongsToNone || why === "code_refused";
  if (isOld && (await presenceOf(c)).state === "signed_in") return c.redirect(to);
  noteRefusal(c, why, detail);
  if (!belongsToNone && (person !== null || mayEnter(ports.clock.now()))) {
    const actor = { kind: "visitor", person } as const;
    await refuseSignIn({ ...ports, actor, requestId: c.get("requestId") }, why);
  }
  return answerDocument(c, refusals[why](to));
}

/** Where the browser goes next: the provider's own sign-out, or our word that it is done. */
async function signOut(c: Context<AppEnv>, presence: Presence): Promise<string> {
  const { signIn } = c.get("deps");
  if (!signIn.flow)
    throw new DomainError("not_allowed", "Signing out is not the console's here.", {
      hint: "Sign out at the proxy before it, or close the browser.",
    });
  const url = await signIn.flow.endUrl(askedOf(c));
  if (presence.state === "signed_in") await endSignIn(staffContext(c, presence), presence);
  keepCookie(c, signIn.flow.signedOut);
  return url?.href ?? "/auth/signed-out";
}
