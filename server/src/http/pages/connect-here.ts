import { Hono } from "hono";
import type { AppDeps, AppEnv } from "../deps.ts";
import { leadToSignIn } from "../sign-in/redirect.ts";
import { imageSources, missing, noncePlaceholder, readPage, scriptSources } from "./console.ts";

/** The document `/connect-here/:id`, where the Hub runs. A document of its own, because the Hub needs more than a page of the console may do. */
export function connectHereRoutes(deps: AppDeps) {
  const built = readPage(deps.pageDirectory, "connect-here.html");
  // beside 'unsafe-inline' a nonce would take it back, so there is none here
  const html = built?.replaceAll(noncePlaceholder, "") ?? null;
  const policy = contentSecurityPolicy(deps, html ?? "");
  return new Hono<AppEnv>().get("/:id", leadToSignIn, (c) => {
    if (html === null) return c.text(missing, 503);
    c.header("Cache-Control", "no-cache");
    c.header("Content-Security-Policy", policy);
    // the Hub sees its sign-in pop-up close only where the two stay connected
    c.header("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
    return c.html(html);
  });
}

/** What the Hub needs beyond the console's own pages: style elements, embedded fonts, and StackOne's address. */
function contentSecurityPolicy({ hub, ports }: AppDeps, html: string): string {
  return [
    "default-src 'none'",
    `script-src ${scriptSources(html)}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src ${imageSources(ports.stackone.kind)}`,
    "font-src 'self' data:",
    `connect-src 'self' ${new URL(hub.baseUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
