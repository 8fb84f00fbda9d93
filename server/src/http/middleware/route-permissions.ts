import { operations } from "../openapi/operations.ts";
import type { AsksOfRole } from "../openapi/operation.ts";

/** What a route asks of a person. `anybody`: no sign-in at all; `page`: a document, for which people are led to sign in. */
type Asks = AsksOfRole | "anybody" | "page";

/** Every route of the console; one that is missing here fails the walk over roles and routes. Enforced by the verbs, not from here. */
export const routePermissions: Record<string, Asks> = {
  "GET /healthz": "anybody",
  "GET /readyz": "anybody",
  "GET /metrics": "anybody",
  "POST /hooks/stackone": "anybody",
  "POST /hooks/stackone/": "anybody",
  "GET /auth/sign-in": "anybody",
  "GET /auth/callback": "anybody",
  "GET /auth/signed-out": "anybody",
  "POST /auth/sign-out": "anybody",
  "GET /assets/*": "anybody",
  "GET /connect-here/:id": "page",
  "GET /*": "page",
  // under /api the document says it
  ...Object.fromEntries(Object.entries(operations).map(([route, { asks }]) => [route, asks])),
};
