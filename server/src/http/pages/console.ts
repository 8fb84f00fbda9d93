import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pagePaths } from "@connect-console/shared/page-paths";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import type { AppDeps, AppEnv } from "../deps.ts";
import { leadToSignIn } from "../sign-in/redirect.ts";

/** What Vite leaves in index.html where the nonce of this page load goes (`html.cspNonce`). */
export const noncePlaceholder = "__CSP_NONCE__";
export const missing =
  "The page is not built. Run `npm start`, which builds it, or open the address of `npm run dev`.";
const pages = pagePaths.map(
  (path) => new RegExp(`^${path.replace(/\$\w+/g, "[^/]+").replace(/\/$/, "")}/?$`),
);

/** The built web page: hashed files for ever, index.html anew on every load of a page. */
export function pageRoutes(deps: AppDeps) {
  const index = readPage(deps.pageDirectory, "index.html");
  const policy = contentSecurityPolicy(deps, index);
  const app = new Hono<AppEnv>();
  if (index !== null) {
    const files = serveStatic<AppEnv>({ root: deps.pageDirectory, precompressed: true });
    app.use("/assets/*", keepFor("public, max-age=31536000, immutable"), files);
    app.get("/assets/*", (c) => c.text("There is no such file; load the page again.", 404));
    app.use("/:file{[\\w-]+\\.(?:svg|png|ico|js|txt|webmanifest)}", keepFor("no-cache"), files);
  }
  return app.get("*", leadToSignIn, (c) => {
    if (index === null) return c.text(missing, 503);
    const nonce = randomBytes(16).toString("base64");
    c.header("Cache-Control", "no-cache");
    c.header("Content-Security-Policy", policy(nonce));
    const isPage = pages.some((page) => page.test(c.req.path));
    return c.html(index.replaceAll(noncePlaceholder, nonce), isPage ? 200 : 404);
  });
}

/** How long a browser may keep the file that was found. */
function keepFor(cacheControl: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set("Cache-Control", cacheControl);
  };
}

/** A document as it was built; null where it is not. */
export function readPage(directory: string, name: string): string | null {
  try {
    return readFileSync(join(directory, name), "utf8");
  } catch {
    return null;
  }
}

/** Our files, and the inline scripts that were built, by their hashes. */
export function scriptSources(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  const hashes = inline.map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  return ["'self'", ...hashes].join(" ");
}

/** Logos of providers lie at StackOne; the simulator's are data: URIs. */
export function imageSources(stackone: AppDeps["ports"]["stackone"]["kind"]): string {
  return stackone === "live" ? "'self' data: https:" : "'self' data:";
}

/** Styles are our files and those with the nonce, which Mantine makes. */
function contentSecurityPolicy(
  { ports }: AppDeps,
  index: string | null,
): (nonce: string) => string {
  const scripts = scriptSources(index ?? "");
  const images = imageSources(ports.stackone.kind);
  return (nonce) =>
    [
      "default-src 'none'",
      `script-src ${scripts}`,
      `style-src 'self' 'nonce-${nonce}'`,
      `img-src ${images}`,
      "font-src 'self' data:",
      "connect-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; ");
}
