import type { Permission } from "@connect-console/shared/staff";

/**
 * What a route asks of a person. `anybody`: no sign-in at all; `page`: a document, for which people are led to sign in;
 * `create`: what making a link of that type needs, `reissue` besides what one's own link needs; everything else is a permission of the table in domain/permissions.ts.
 */
type Asks = Permission | "anybody" | "page" | "role" | "create" | "reissue";

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

  "GET /api/me": "role",
  "POST /api/me/role": "role",
  // one's own
  "GET /api/notifications": "role",
  "POST /api/notifications/read": "role",
  "GET /api/settings": "role",
  "POST /api/settings": "role",
  "GET /api/stackone": "role",
  "GET /api/simulator/magic-words": "role",

  "GET /api/connect-sessions": "connect_session.read",
  "GET /api/connect-sessions/next": "connect_session.read",
  "GET /api/connect-sessions/staff": "connect_session.read",
  "GET /api/connect-sessions/export.csv": "connect_session.export",
  "GET /api/connect-sessions/:id": "connect_session.read",
  "GET /api/connect-sessions/:id/support": "connect_session.read",
  "GET /api/live": "connect_session.read",
  "GET /api/owners": "connect_session.read",
  "GET /api/owners/:id": "connect_session.read",
  "GET /api/providers": "connect_session.read",
  "GET /api/accounts": "connect_session.read",
  "GET /api/accounts/:id": "connect_session.read",
  "GET /api/accounts/:id/failed-requests": "connect_session.read",
  "GET /api/staff": "connect_session.read",
  "POST /api/find": "connect_session.read",
  "GET /api/audit": "audit.read",
  "GET /api/audit/actors": "audit.read",
  "GET /api/audit/export.csv": "audit.export",

  // they foretell and look; nothing is made or handed out
  "POST /api/connect-sessions/preview": "connect_session.read",
  "POST /api/connect-sessions/:id/reissue/preview": "connect_session.read",
  "POST /api/connect-sessions/:id/check": "connect_session.read",
  "POST /api/owners/preview": "connect_session.read",
  "POST /api/accounts/deletion-preview": "connect_session.read",

  "POST /api/connect-sessions": "create",
  "POST /api/connect-sessions/:id/reissue": "reissue",
  "POST /api/connect-sessions/:id/confirm": "connect_session.confirm",
  "POST /api/connect-sessions/:id/accept": "connect_session.accept",
  "POST /api/connect-sessions/:id/reveal": "connect_session.reveal",
  "POST /api/connect-sessions/:id/connect-here": "connect_session.reveal",
  "POST /api/connect-sessions/:id/copied": "connect_session.reveal",
  "POST /api/connect-sessions/:id/notes": "connect_session.note",
  "POST /api/connect-sessions/:id/hand-over": "connect_session.hand_over",
  "POST /api/connect-sessions/:id/snooze": "connect_session.snooze",
  "POST /api/connect-sessions/:id/dismiss": "connect_session.snooze",
  "POST /api/connect-sessions/:id/unsnooze": "connect_session.snooze",
  "POST /api/connect-sessions/:id/void": "connect_session.void",
  "POST /api/accounts/:id/notes": "account.note",
  "POST /api/accounts/:id/hand-over": "account.hand_over",
  "POST /api/accounts/:id/delete": "account.delete_test",
  "POST /api/owners": "owner.add",
  "POST /api/owners/import": "owner.import",
  "POST /api/owners/:id/rename": "owner.rename",
  "POST /api/owners/:id/delete": "owner.delete",
  "GET /api/owners.csv": "owner.export",
  "POST /api/settings/test-message": "settings.write",
  "GET /api/settings/stackone": "settings.write",
  "POST /api/settings/stackone/start": "settings.write",
  "POST /api/settings/stackone/step": "settings.write",
  "POST /api/settings/stackone/link": "settings.write",
};
