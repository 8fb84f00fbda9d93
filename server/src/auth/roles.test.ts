import { describe, expect, test } from "vitest";
import { personIn } from "./person.ts";
import { roleOf, type Roles } from "./roles.ts";

const map: Roles["map"] = [
  ["admins", "admin"],
  ["cn=qa,ou=x", "qa"],
  ["viewers", "viewer"],
];

describe("the role in a token", () => {
  test.each([
    ["groups", { groups: ["staff", "viewers"] }, "viewer"],
    ["groups", { groups: ["viewers", "admins"] }, "admin"],
    ["groups", { groups: "admins" }, "admin"],
    ["groups", { groups: ["cn=qa,ou=x"] }, "qa"],
    ["realm_access.roles", { realm_access: { roles: ["admins"] } }, "admin"],
    ["https://example.com/roles", { "https://example.com/roles": ["admins"] }, "admin"],
    ["groups", { groups: [] }, null],
    ["groups", { groups: ["Admins"] }, null],
    ["groups", { groups: "admins viewers" }, null],
    ["groups", { groups: { admins: true } }, null],
    ["groups", { groups: [["admins"]] }, null],
    ["groups", {}, null],
    ["a.b", { a: null }, null],
    ["constructor.name", { groups: ["admins"] }, null],
  ] as const)("%s in %o is %s", (claim, claims, role) => {
    expect(roleOf(claims, { claim, map })).toBe(role);
  });
});

describe("the person in a token", () => {
  test.each([
    [
      { sub: "1", name: "Una", email: "una@example.com" },
      { id: "1", name: "Una", email: "una@example.com" },
    ],
    [
      { sub: "1", email: "una@example.com" },
      { id: "1", name: "una@example.com", email: "una@example.com" },
    ],
    [
      { sub: "1", preferred_username: "una" },
      { id: "1", name: "una", email: null },
    ],
    [
      { sub: "1", name: 7 },
      { id: "1", name: "1", email: null },
    ],
    [
      { sub: "1", name: "U\u202ena\n" },
      { id: "1", name: "Una", email: null },
    ],
    [
      { sub: "1", name: "x".repeat(300) },
      { id: "1", name: "x".repeat(200), email: null },
    ],
  ])("of %o", (claims, person) => {
    expect(personIn(claims)).toEqual(person);
  });
});
