import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "../deps.ts";

/** Headers of every answer; a page replaces the policy by its own. HSTS only where the console is reached by https. */
export function securityHeaders(publicUrl: URL) {
  return secureHeaders({
    xFrameOptions: "DENY",
    strictTransportSecurity: publicUrl.protocol === "https:",
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    overwrite: false,
  });
}

/** Nothing of /api may lie in a cache. */
export const noStore = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  c.res.headers.set("Cache-Control", "no-store");
});
