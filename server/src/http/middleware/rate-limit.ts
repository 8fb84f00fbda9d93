import { isIP } from "node:net";
import type { Context, MiddlewareHandler } from "hono";
import { LRUCache } from "lru-cache";
import { DomainError } from "../../domain/domain-error.ts";
import { elapsedOf } from "../../domain/ports/clock.ts";
import type { AppEnv } from "../deps.ts";

const minute = 60_000;
/** of more, those that did something longest ago begin anew */
const clientsAtMost = 10_000;

/** Counts what each one does in a minute; beyond `most` it throws `too_many_requests`. `what` names it in the message. */
export function countPerMinute(what: string, most: number): (who: string, now: number) => void {
  const windows = new LRUCache<string, { endsAt: number; count: number }>({ max: clientsAtMost });
  return (who, now) => {
    const open = windows.get(who);
    const current = open && now < open.endsAt ? open : { endsAt: now + minute, count: 0 };
    windows.set(who, current);
    if (current.count >= most)
      throw new DomainError("too_many_requests", `More than ${most} ${what} in a minute.`, {
        retryAfter: (current.endsAt - now) / 1000,
      });
    current.count += 1;
  };
}

/** Refuses what a person asks for beyond so many times in a minute. */
export function limitPerMinute(what: string, most: number): MiddlewareHandler<AppEnv> {
  const count = countPerMinute(what, most);
  return async (c, next) => {
    const { actor, clock } = c.get("ctx");
    count(actor.staff.id, elapsedOf(clock));
    await next();
  };
}

/** Where a request comes from, as the connection says; or, behind so many trusted proxies, as the outermost of them said. What a client can write counts for nothing. */
export function addressOf(c: Context<AppEnv>): string {
  const { trustedHops = 0 } = c.get("deps");
  const said = (c.req.header("x-forwarded-for") ?? "").split(",");
  const address = trustedHops > 0 ? addressIn(said.at(-trustedHops) ?? "") : null;
  return address ?? c.env?.incoming?.socket.remoteAddress ?? "unknown";
}

/** The address of an entry, without the port that some proxies write behind it; null: it is none. */
function addressIn(entry: string): string | null {
  const text = entry.trim();
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return isIP(bare) > 0 ? bare : null;
}
