import { AccountType } from "@connect-console/shared/connect-session";
import { Permission, Role } from "@connect-console/shared/staff";
import { describe, expect, test } from "vitest";
import type { Presence, SignIn } from "../auth/sign-in.ts";
import { permissionsOf } from "../domain/permissions.ts";
import { createFakeStackOne, makeAccount } from "../domain/testing/fake-stackone.ts";
import { makeRow } from "../store/testing/fixtures.ts";
import { routePermissions } from "./route-permissions.ts";
import { createTestApp } from "./testing/test-app.ts";

const routes = [
  ...new Set(
    createTestApp().app.routes.flatMap(({ method, path }) =>
      method === "ALL" ? [] : [`${method} ${path}`],
    ),
  ),
];

/** What gets past the shape of a request, so that the person's role decides. */
const bodies: Record<string, (type: AccountType) => unknown> = {
  "POST /api/me/role": () => ({ role: "viewer" }),
  "POST /api/notifications/read": () => ({ upTo: "one" }),
  "POST /api/settings": () => ({ notifications: { failed: { console: false, webhook: true } } }),
  "POST /api/connect-sessions": (type) => ({
    ownerId: "acme",
    provider: "bamboohr",
    type,
    expiresIn: 3600,
  }),
  "POST /api/connect-sessions/preview": (type) => ({ ownerId: "acme", type, expiresIn: 3600 }),
  "POST /api/connect-sessions/:id/confirm": () => ({ done: true }),
  "POST /api/connect-sessions/:id/accept": () => ({ problems: ["account_other"] }),
  "POST /api/connect-sessions/:id/notes": () => ({ text: "called them" }),
  "POST /api/connect-sessions/:id/hand-over": () => ({ ticket: "HELP-1" }),
  "POST /api/accounts/:id/notes": () => ({ text: "called them" }),
  "POST /api/accounts/:id/hand-over": () => ({ ticket: "HELP-1" }),
  "POST /api/owners": () => ({ id: "new", name: "New" }),
  "POST /api/owners/preview": () => ({ id: "new", name: "New" }),
  "POST /api/owners/import": () => "id,name\nnew,New\n",
  "POST /api/find": () => ({ text: "acme" }),
};

async function ask(route: string, role: Role | null, type: AccountType) {
  const staff = role && { id: "una", name: "Una", email: null, role };
  const presence: Presence = staff
    ? { state: "signed_in", staff, signInId: null, endsAt: null }
    : { state: "nobody" };
  const signIn: SignIn = {
    kind: "local",
    presenceOf: async () => presence,
    switchRole: async (member, next) => ({ ...member, role: next }),
  };
  const console = createTestApp({
    signIn,
    closing: AbortSignal.abort(),
    stackone: createFakeStackOne(() => Date.parse("2026-05-01T12:00:00Z")),
  });
  await console.store.owners.add({ id: "acme", name: "Acme", source: "staff" });
  await console.store.connectSessions.insert(makeRow({ id: "one", type }));
  const at = console.clock.now();
  const account = { ...makeAccount({ id: "acme", type }), readAt: at, brokenSince: null };
  await console.store.accounts.put([{ ...account, goneAt: null }]);
  const [method = "", path = ""] = route.split(" ");
  const answer = await console.ask(
    method,
    path.replace(":id", path.includes("connect-sessions") ? "one" : "acme"),
    bodies[route]?.(type),
    {
      "idempotency-key": "one",
      ...(route.endsWith("/import") && { "content-type": "text/csv" }),
    },
  );
  return { ...answer, audit: console.store.state().audit };
}

/** By the table of the domain alone. */
function mayDo(role: Role, asks: string, type: AccountType): boolean {
  const permissions: string[] = permissionsOf(role);
  const makes = (of: AccountType) => permissions.includes(`connect_session.create_${of}`);
  if (asks === "create") return makes(type);
  const aboutOne = /^connect_session\.(reveal|void|confirm|accept|note|hand_over)$|^account\./.test(
    asks,
  );
  if (aboutOne && type === "production" && makes("test") && !makes("production")) return false;
  return asks === "role" || permissions.includes(asks);
}

test("every route of the console is in the table, and nothing else is", () => {
  expect(routes.toSorted()).toEqual(Object.keys(routePermissions).toSorted());
});

test("every permission is asked for by a route", () => {
  const asked = new Set<string>(Object.values(routePermissions));
  const makes = Permission.options.filter((each) => each.startsWith("connect_session.create_"));
  expect(Permission.options.filter((each) => !asked.has(each) && !makes.includes(each))).toEqual(
    [],
  );
});

const behindSignIn = routes.filter((route) => route.includes(" /api/"));

describe.each(behindSignIn)("%s", (route) => {
  const asks = routePermissions[route] ?? "missing in the table";

  test("nobody: 401, and nothing is written", async () => {
    const { status, body, audit } = await ask(route, null, "production");
    expect([status, body.error.code, audit]).toEqual([401, "not_signed_in", []]);
  });

  for (const role of Role.options)
    for (const type of AccountType.options)
      test(`${role}, ${type}: ${mayDo(role, asks, type) ? "may" : "403 and in the audit"}`, async () => {
        const { status, body, audit } = await ask(route, role, type);
        if (mayDo(role, asks, type)) {
          expect([200, 201, 404, 409]).toContain(status);
          expect(audit.filter(({ outcome }) => outcome === "refused" && status !== 409)).toEqual(
            [],
          );
          return;
        }
        expect([status, body.error.code]).toEqual([403, "not_allowed"]);
        expect(audit).toMatchObject([{ outcome: "refused", actor: { id: "una" } }]);
      });
});

test("whoever is led to sign in sees nothing of a page", async () => {
  const signIn: SignIn = { kind: "proxy", presenceOf: async () => ({ state: "nobody" }) };
  const console = createTestApp({ signIn });
  const pages = Object.entries(routePermissions).filter(([, asks]) => asks === "page");
  for (const [route] of pages) {
    const path = route.split(" ")[1]?.replace(":id", "one").replace("*", "") ?? "";
    const { status, body } = await console.ask("GET", path);
    expect([status, body]).toEqual([401, expect.not.stringContaining("csp-nonce")]);
  }
  expect(pages).not.toEqual([]);
});
