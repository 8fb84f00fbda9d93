import type { MiddlewareHandler } from "hono";
import { DomainError } from "../domain/domain-error.ts";
import type { AppEnv } from "./deps.ts";

const minute = 60_000;

/** Refuses what a person asks for beyond so many times in a minute; `what` names it in the message. */
export function limitPerMinute(what: string, most: number): MiddlewareHandler<AppEnv> {
  const windows = new Map<string, { endsAt: number; count: number }>();
  return async (c, next) => {
    const { actor, clock } = c.get("ctx");
    const now = clock.now();
    const open = windows.get(actor.staff.id);
    const current = open && now < open.endsAt ? open : { endsAt: now + minute, count: 0 };
    windows.set(actor.staff.id, current);
    if (current.count >= most)
      throw new DomainError("too_many_requests", `More than ${most} ${what} in a minute.`, {
        retryAfter: (current.endsAt - now) / 1000,
      });
    current.count += 1;
    await next();
  };
}
