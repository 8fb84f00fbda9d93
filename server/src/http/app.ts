import { Hono } from "hono";
import { DomainError } from "../domain/domain-error.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { auditRoutes } from "./routes/audit.ts";
import { authRoutes } from "./routes/sign-in.ts";
import { connectHereRoutes } from "./pages/connect-here.ts";
import { connectSessionRoutes } from "./routes/connect-sessions.ts";
import type { AppDeps, AppEnv } from "./deps.ts";
import { answerError } from "./middleware/error-handler.ts";
import { findRoutes } from "./routes/find.ts";
import {
  leadToPublicUrl,
  limitBody,
  requireHost,
  requireJson,
  requireSameOrigin,
} from "./middleware/guard.ts";
import { healthRoutes } from "./routes/health.ts";
import { limitPerMinute } from "./middleware/rate-limit.ts";
import { liveRoutes } from "./routes/live.ts";
import { meRoutes } from "./routes/me.ts";
import { openapiRoutes } from "./openapi/route.ts";
import { notificationRoutes } from "./routes/notifications.ts";
import { ownerImportRoutes } from "./routes/owner-import.ts";
import { ownerCsvRoutes, ownerRoutes } from "./routes/owners.ts";
import { pageRoutes } from "./pages/console.ts";
import { providerRoutes } from "./routes/providers.ts";
import { requestLog } from "./middleware/request-log.ts";
import { noStore, securityHeaders } from "./middleware/security-headers.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { requireSignIn } from "./sign-in/session.ts";
import { staffRoutes } from "./routes/staff.ts";
import { stackoneWebhookRoutes } from "./routes/stackone-webhook.ts";
import { simulatorRoutes, stackoneStateRoutes } from "./routes/stackone-state.ts";

/** All that staff may ask of the console, behind its guards; `app` is the whole, whose routes the document describes. */
function apiRoutes(deps: AppDeps, app: Hono<AppEnv>): Hono<AppEnv> {
  const { limits } = deps;
  return (
    new Hono<AppEnv>()
      .use(
        noStore,
        requireSameOrigin,
        requireSignIn(deps),
        limitPerMinute("requests", limits.requestsPerMinute),
      )
      // before the guards of JSON: its body is CSV
      .route("/owners/import", ownerImportRoutes)
      .use(requireJson, limitBody)
      .route("/owners.csv", ownerCsvRoutes)
      .route("/openapi.json", openapiRoutes(app))
      .route("/me", meRoutes)
      .route("/owners", ownerRoutes)
      .route("/providers", providerRoutes)
      .route(
        "/connect-sessions",
        connectSessionRoutes(limitPerMinute("creations", limits.creationsPerMinute)),
      )
      .route("/live", liveRoutes(limits.streams))
      .route("/accounts", accountRoutes)
      .route("/find", findRoutes)
      .route("/staff", staffRoutes)
      .route("/audit", auditRoutes)
      .route("/notifications", notificationRoutes)
      .route("/settings", settingsRoutes)
      .route("/stackone", stackoneStateRoutes)
      .route("/simulator", simulatorRoutes)
  );
}

/** The whole HTTP side; `deps` is everything that it reaches. */
export function createApp(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.onError(answerError);
  app.notFound(() => {
    throw new DomainError("not_found", "There is nothing at this address.");
  });
  app.use(requestLog(deps), securityHeaders(deps.publicUrl));
  app.route("/", healthRoutes);
  app.route("/hooks", stackoneWebhookRoutes(deps));
  app.use(leadToPublicUrl, requireHost);
  app.route("/api", apiRoutes(deps, app));
  app.route("/auth", authRoutes());
  // no page stands where the interface has a route
  app.all("/api/*", (c) => c.notFound());
  app.all("/hooks/*", (c) => c.notFound());
  app.all("/auth/*", (c) => c.notFound());
  app.route("/connect-here", connectHereRoutes(deps));
  app.route("/", pageRoutes(deps));
  return app;
}
