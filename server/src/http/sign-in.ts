import type { MiddlewareHandler } from "hono";
import { DomainError } from "../domain/domain-error.ts";
import { isForwarded } from "../auth/local.ts";
import type { AppEnv } from "./deps.ts";

/** Puts the staff member and the ports into the context that every verb takes first. */
export const requireSignIn: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { signIn, ports } = c.get("deps");
  const staff = await signIn.staffOf(c.req.raw.headers);
  if (!staff)
    throw new DomainError("not_signed_in", "Nobody is signed in.", {
      ...(signIn.kind === "local" &&
        isForwarded(c.req.raw.headers) && {
          hint: "Local sign-in takes no forwarded requests; open the console without a proxy.",
        }),
    });
  c.set("ctx", { ...ports, actor: { kind: "staff", staff }, requestId: c.get("requestId") });
  await next();
};
