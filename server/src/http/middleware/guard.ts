import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { DomainError } from "../../domain/domain-error.ts";
import type { AppEnv } from "../deps.ts";

const reads = new Set(["GET", "HEAD", "OPTIONS"]);
const maxBody = 64 * 1024;

/** A foreign name that resolves to this address must not reach the console (docs/rules.md, 16). */
export const requireHost: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { publicUrl } = c.get("deps");
  if (hostIn(c.req.header("host"), publicUrl) !== hostIn(publicUrl.host, publicUrl))
    throw refused("Host", `Send ${publicUrl.host}.`, `The console is at ${publicUrl.origin}.`);
  await next();
};

/**
 * The `Host` that a proxy passed on, as an address would write it: without the scheme's own port, in small letters, without the dot that
 * ends a full name. null: none, or not a host at all (RFC 9110, 7.2).
 */
function hostIn(header: string | undefined, { protocol }: URL): string | null {
  const [, name, port = ""] = /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.exec(header ?? "") ?? [];
  if (name === undefined) return null;
  return URL.parse(`${protocol}//${name.replace(/\.$/, "")}${port}`)?.host ?? null;
}

const namesOfThisMachine = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whoever types another name of this same machine is sent to the one that is set; nothing is answered under the other. */
export const leadToPublicUrl: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { publicUrl } = c.get("deps");
  const asked = URL.parse(`http://${c.req.header("host") ?? ""}`);
  const isOtherName =
    asked !== null &&
    asked.host !== publicUrl.host &&
    asked.port === publicUrl.port &&
    namesOfThisMachine.has(asked.hostname) &&
    namesOfThisMachine.has(publicUrl.hostname);
  if (isOtherName && c.req.method === "GET" && !/^\/(api|hooks)(\/|$)/.test(c.req.path)) {
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(publicUrl.origin + pathname + search, 307);
  }
  await next();
};

/** Pages of other sites neither change anything nor make the console ask StackOne. */
export const requireSameOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { origin } = c.get("deps").publicUrl;
  const isRead = reads.has(c.req.method);
  const site = c.req.header("sec-fetch-site");
  // "none" is an address that was typed, which only ever reads
  if (site !== undefined && site !== "same-origin" && !(isRead && site === "none"))
    throw refused("Sec-Fetch-Site", "Send same-origin.", "Other sites may not use the console.");
  const from = c.req.header("origin");
  if (!isRead && from !== undefined && from !== origin)
    throw refused("Origin", `Send ${origin}.`, "Other sites may not change anything.");
  await next();
};

/** A form of another site cannot send JSON without asking first. */
export const requireJson: MiddlewareHandler<AppEnv> = async (c, next) => {
  const mediaType = c.req.header("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (!reads.has(c.req.method) && mediaType !== "application/json")
    throw new DomainError(
      "unsupported_media_type",
      "Changes need a body of type application/json; {} where there is nothing to say.",
      {
        fields: { "Content-Type": "Send application/json." },
      },
    );
  await next();
};

export const limitBody = bodyLimit({
  maxSize: maxBody,
  onError: () => {
    throw new DomainError("too_large", "The body is larger than 64 kB.", {
      fields: { body: "Send at most 64 kB." },
    });
  },
});

function refused(header: string, problem: string, message: string): DomainError {
  return new DomainError("not_allowed", message, { fields: { [header]: problem } });
}
