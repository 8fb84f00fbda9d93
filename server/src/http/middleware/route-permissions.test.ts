import { AccountType } from "@connect-console/shared/connect-session";
import { Permission, Role } from "@connect-console/shared/staff";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Presence, SignIn } from "../../auth/sign-in.ts";
import { permissionsOf } from "../../domain/permissions.ts";
import { createFakeStackOne, makeAccount } from "../../domain/testing/fake-stackone.ts";
import { makeRow } from "../../store/testing/make-row.ts";
import { operations } from "../openapi/operations.ts";
import { routePermissions } from "./route-permissions.ts";
import { createTestApp } from "../testing/test-app.ts";

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
  "POST /api/owners/:id/rename": () => ({ name: "New", before: "Acme" }),
  "POST /api/owners/import": () => "id,name\nnew,New\n",
  "POST /api/accounts/deletion-preview": () => ({ ids: ["account-1"] }),
  "POST /api/settings/stackone/start": () => ({ ownerId: "acme", provider: "bamboohr" }),
  "POST /api/settings/stackone/step": () => ({ step: "connect", act: "skip" }),
  "POST /api/find": () => ({ text: "acme" }),
};

/** Whose the link is that is acted on, to Una, who asks. */
const relations = {
  own: { createdBy: person("una"), assignee: person("ben") },
  assigned: { createdBy: person("ann"), assignee: person("una") },
  "somebody else's": { createdBy: person("ann"), assignee: null },
};
type Whose = keyof typeof relations;

function person(id: string) {
  return { id, name: id };
}

async function ask(route: string, role: Role | null, type: AccountType, whose: Whose = "own") {
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
  await console.store.connectSessions.insert(makeRow({ id: "one", type, ...relations[whose] }));
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
  return { ...answer, audit: console.store.stored.audit() };
}

/** The answer is what the document says, with no key more. */
function expectDescribed(route: string, status: number, body: unknown): void {
  const operation = operations[route as keyof typeof operations];
  expect(status).toBe(operation?.status ?? 200);
  if (typeof operation?.answer !== "object") expect(body).toEqual(expect.any(String));
  else expect(z.parse(operation.answer, body)).toEqual(body);
}

/** By the table of the domain, and what "own" and "test only" mean in words of this test. */
function mayDo(role: Role, asks: string, type: AccountType, whose: Whose): boolean {
  const permissions: string[] = permissionsOf(role);
  const makes = (of: AccountType) => permissions.includes(`connect_session.create_${of}`);
  const reaches = whose !== "somebody else's" || ["support", "qa", "admin"].includes(role);
  if (asks === "create") return makes(type);
  if (asks === "reissue") return makes(type) && reaches;
  if (/^connect_session\.(reveal|void|hand_over)$/.test(asks) && !reaches) return false;
  // what may be deleted is what StackOne says is of type test, whoever asks
  const aboutOne =
    /^connect_session\.(reveal|void|confirm|accept|note|hand_over|snooze)$|^account\.(?!delete_test$)/.test(
      asks,
    );
  if (aboutOne && type === "production" && role === "qa") return false;
  return asks === "role" || permissions.includes(asks);
}

/** What the audit calls a refusal at a route whose permission does not tell. */
const actions: Record<string, string> = {
  "POST /api/connect-sessions": "connect_session.create",
  "POST /api/connect-sessions/:id/reissue": "connect_session.reissue",
  "POST /api/connect-sessions/:id/copied": "connect_session.copy",
  "POST /api/connect-sessions/:id/dismiss": "connect_session.dismiss",
  "POST /api/connect-sessions/:id/unsnooze": "connect_session.unsnooze",
  "POST /api/accounts/:id/delete": "account.delete",
  "POST /api/connect-sessions/:id/connect-here": "connect_session.connect_here",
  "POST /api/settings/test-message": "settings.test_message",
  "GET /api/settings/stackone": "stackone.check",
  "POST /api/settings/stackone/start": "stackone.check",
  "POST /api/settings/stackone/step": "stackone.check",
  "POST /api/settings/stackone/link": "stackone.check_link",
};

test("every route of the console is in the table, and nothing else is", () => {
  expect(routes.toSorted()).toEqual(Object.keys(routePermissions).toSorted());
});

test("every permission is asked for by a route", () => {
  const asked = new Set<string>(Object.values(routePermissions));
  // of these several routes ask besides, or they only widen others
  const beside =
    /^connect_session\.(create_production|create_test|reissue|act_on_any)$|^account\.repair$/;
  const never = Permission.options.filter((each) => !asked.has(each) && !beside.test(each));
  expect(never).toEqual([]);
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
      for (const whose of Object.keys(relations) as Whose[])
        test(`${role}, ${type}, ${whose}: ${mayDo(role, asks, type, whose) ? "may" : "403 and in the audit"}`, async () => {
          const { status, body, audit } = await ask(route, role, type, whose);
          const refused = audit.filter(({ outcome }) => outcome === "refused");
          if (mayDo(role, asks, type, whose)) {
            expect([200, 201, 404, 409]).toContain(status);
            expect(status === 409 ? [] : refused).toEqual([]);
            if (status < 300) expectDescribed(route, status, body);
            return;
          }
          expect([status, body.error.code]).toEqual([403, "not_allowed"]);
          expect(body.error.message).toMatch(/^(The role |Only who made this link, )/);
          const action = actions[route] ?? asks;
          expect(audit).toMatchObject([{ action, outcome: "refused", actor: { id: "una" } }]);
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
