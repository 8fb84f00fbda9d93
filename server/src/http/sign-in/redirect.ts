import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../deps.ts";
import { answerDocument } from "./document.ts";
import { outside } from "./texts.ts";
import { presenceOf } from "./session.ts";
import { unlessStoreFails } from "./unwritten.ts";

/** Before the documents of the page: nobody sees one without a sign-in, and nobody loses the address on the way to it. */
export const leadToSignIn: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { pathname, search } = new URL(c.req.url);
  const presence = await unlessStoreFails(c, pathname + search, () => presenceOf(c));
  if (presence instanceof Response) return presence;
  if (presence.state === "signed_in") return next();
  if (presence.state === "nobody" && c.get("deps").signIn.flow)
    return c.redirect(`/auth/sign-in?to=${encodeURIComponent(pathname + search)}`);
  return answerDocument(c, outside(presence));
};
