import { type ActedOn, whyNot, whyNotMake, whyNotReissue } from "@connect-console/shared/permitted";
import { Permission, Role } from "@connect-console/shared/staff";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createConnectSession } from "./creation/create-connect-session.ts";
import { permissionsOf } from "./permissions.ts";
import { reissueConnectSession } from "./creation/reissue-connect-session.ts";
import { revealAuthLink } from "./auth-link/reveal.ts";
import { makeAccount } from "./testing/fake-stackone.ts";
import { createTestConsole } from "./testing/test-console.ts";
import { voidConnectSession } from "./connect-session/void.ts";

const una = (role: Role) => ({ id: "una", role, permissions: permissionsOf(role) });
const links: Record<string, ActedOn & { type: "production" | "test" }> = {
  own: { type: "production", createdBy: { id: "una" }, assignee: { id: "ben" } },
  assigned: { type: "production", createdBy: { id: "ann" }, assignee: { id: "una" } },
  other: { type: "production", createdBy: { id: "ann" }, assignee: null },
  otherTest: { type: "test", createdBy: { id: "ann" }, assignee: null },
};

describe("who may what, in so many words", () => {
  const nobody = { own: false, assigned: false, other: false, otherTest: false };
  test.each([
    ["viewer", nobody],
    ["customer_success", { own: true, assigned: true, other: false, otherTest: false }],
    ["support", { own: true, assigned: true, other: true, otherTest: true }],
    ["qa", { ...nobody, otherTest: true }],
    ["admin", { own: true, assigned: true, other: true, otherTest: true }],
  ] as const)("%s may reveal and void %j", (role, expected) => {
    for (const permission of ["connect_session.reveal", "connect_session.void"] as const)
      for (const [whose, may] of Object.entries(expected))
        expect([whose, whyNot(una(role), permission, links[whose]) === null]).toEqual([whose, may]);
  });

  test.each([
    ["viewer", []],
    ["customer_success", ["production"]],
    ["support", ["production"]],
    ["qa", ["test"]],
    ["admin", ["production", "test"]],
  ] as const)("%s makes links of %j", (role, types) => {
    const made = (["production", "test"] as const).filter(
      (type) => whyNotMake(una(role), type) === null,
    );
    expect(made).toEqual(types);
  });

  test.each([
    ["connect_session.note", ["customer_success", "support", "qa", "admin"]],
    ["account.hand_over", ["customer_success", "support", "qa", "admin"]],
    ["account.repair", ["support", "qa", "admin"]],
    ["owner.add", ["customer_success", "support", "admin"]],
    ["owner.import", ["admin"]],
    ["audit.read", Role.options],
    ["audit.export", ["admin"]],
    ["settings.write", ["admin"]],
  ] as const)("%s is for %j", (permission, roles) => {
    const may = Role.options.filter((role) => permissionsOf(role).includes(permission));
    expect(may).toEqual(roles);
  });
});

test("a viewer only reads, an admin may everything", () => {
  expect(permissionsOf("viewer")).toEqual(["connect_session.read", "audit.read"]);
  expect(permissionsOf("admin")).toEqual(Permission.options);
});

test.each([
  [
    "customer_success",
    links.other,
    "Only who made this link, its assignee or support may reveal it.",
  ],
  ["qa", links.own, "The role QA acts on test links and test accounts only."],
  ["viewer", links.own, "The role viewer may not reveal auth links."],
] as const)("%s is told why", (role, link, sentence) => {
  expect(whyNot(una(role), "connect_session.reveal", link)).toBe(sentence);
});

test("no assignee and no type makes more of somebody than their role allows anybody's own link", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Role.options),
      fc.constantFrom(...Permission.options),
      fc.record({
        type: fc.constantFrom("production" as const, "test" as const),
        createdBy: fc.record({ id: fc.constantFrom("una", "ann", "ben") }),
        assignee: fc.option(fc.record({ id: fc.constantFrom("una", "ann", "ben") })),
      }),
      (role, permission, link) => {
        if (whyNot(una(role), permission, link) !== null) return;
        expect(permissionsOf(role)).toContain(permission);
        expect(whyNot(una(role), permission, { ...link, createdBy: { id: "una" } })).toBeNull();
        expect(whyNot(una(role), permission, { ...link, assignee: { id: "una" } })).toBeNull();
      },
    ),
  );
});

describe("in the domain", () => {
  async function consoleWithLink() {
    const app = createTestConsole();
    await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
    const chosen = { ownerId: "acme", provider: "bamboohr", expiresIn: 3600 };
    const make = (role: Role, id: string, input: object = {}) =>
      createConnectSession(app.staff(role, id), { ...chosen, ...input }, JSON.stringify(input));
    return { app, make };
  }

  test("customer success acts on a colleague's link once it is handed to them", async () => {
    const { app, make } = await consoleWithLink();
    const { id } = (await make("customer_success", "ann")).connectSession;
    const asUna = app.staff("customer_success", "una");
    const acts = [
      () => revealAuthLink(asUna, id),
      () => reissueConnectSession(asUna, id, {}, "key"),
      () => voidConnectSession(asUna, id, {}),
    ];
    for (const act of acts)
      await expect(act()).rejects.toMatchObject({
        code: "not_allowed",
        message: expect.stringMatching(/^Only who made this link/) as string,
      });
    expect(app.audited().slice(-3)).toEqual([
      `connect_session.reveal refused connect_session ${id}`,
      `connect_session.reissue refused connect_session ${id}`,
      `connect_session.void refused connect_session ${id}`,
    ]);
    expect(app.stackone.requests).toHaveLength(1);
    const row = await app.store.connectSessions.get(id);
    if (row) await app.store.connectSessions.assign({ ...row, assignee: { id: "una", name: "U" } });
    for (const act of acts) await act();
    expect(whyNotReissue(una("customer_success"), { ...links.other, type: "test" })).not.toBeNull();
  });

  test("repairing an account that does not work is not for customer success, however it is asked for", async () => {
    const { app, make } = await consoleWithLink();
    app.stackone.accounts = [makeAccount({ status: "error" })];
    for (const input of [{}, { accountId: "account-1" }])
      await expect(make("customer_success", "una", input)).rejects.toMatchObject({
        code: "not_allowed",
        message:
          "The role customer success may not repair accounts that do not work: hand the account to support.",
      });
    expect(app.audited()).toEqual(Array(2).fill("connect_session.create refused owner acme"));
    expect(app.stackone.requests).toEqual([]);
    expect((await make("support", "ben")).connectSession.predicted.kind).toBe("edit");
    app.stackone.accounts = [makeAccount()];
    expect((await make("customer_success", "una", { label: "x" })).connectSession.progress).toBe(
      "waiting",
    );
  });
});
