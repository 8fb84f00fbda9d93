import { describe, expect, test } from "vitest";
import { personIn } from "./person.ts";
import { roleOf, type Roles, hasRoleClaim, whyNoRole } from "./roles.ts";

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
    ["groups", { groups: [] }, "no_role"],
    ["groups", { groups: ["Admins"] }, "no_role"],
    ["groups", { groups: "admins viewers" }, "no_role"],
    ["groups", { groups: { admins: true } }, "no_role"],
    ["groups", { groups: [["admins"]] }, "no_role"],
    ["groups", {}, "groups_missing"],
    ["a.b", { a: null }, "groups_missing"],
    ["a.b", { a: ["admins"] }, "groups_missing"],
    ["constructor.name", { groups: ["admins"] }, "groups_missing"],
  ] as const)("%s in %o is %s", (claim, claims, role) => {
    expect(roleOf(claims, { claim, map })).toBe(role);
  });

  test.each([
    [String.raw`https://example\.com/roles`, { "https://example.com/roles": "admins" }],
    [String.raw`a\.b.c`, { "a.b": { c: ["admins"] } }],
    [String.raw`a.b\.c\\`, { a: { "b.c\\": "admins" } }],
  ])("F7: %s finds a name with a dot in it, also inside a path", (claim, claims) => {
    expect(roleOf(claims, { claim, map })).toBe("admin");
  });

  test("F6: groups that were left out for their number are told from none", () => {
    for (const claims of [
      { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint: "https://x" } } },
      { hasgroups: true },
      { hasgroups: "true" },
    ]) {
      expect(whyNoRole("groups_missing", claims)).toContain("overage");
      expect(roleOf(claims, { claim: "groups", map })).toBe("groups_missing");
    }
    for (const claims of [{}, { _claim_names: { other: "src1" } }, { hasgroups: false }])
      expect(whyNoRole("groups_missing", claims)).not.toContain("overage");
  });
});

describe("B14, F2: an address as the claim of a role", () => {
  const boss: Roles = { claim: "email", map: [["Boss@Example.com", "admin"]] };
  const email = "boss@example.com";

  test.each([
    { email_verified: true },
    { email_verified: "true" },
    { xms_edov: true },
    { xms_edov: "1" },
    { xms_edov: 1 },
    { email_verified: true, xms_edov: false },
  ])("counts with %o, in any case", (verified) => {
    expect(roleOf({ email, ...verified }, boss)).toBe("admin");
    expect(roleOf({ email: "BOSS@EXAMPLE.COM", ...verified }, boss)).toBe("admin");
  });

  test.each([
    {},
    { email_verified: false },
    { email_verified: "false" },
    { email_verified: null },
    { email_verified: "yes" },
    { email_verified: [true] },
    { email_verified: false, xms_edov: true },
    { xms_edov: false },
    { xms_edov: "0" },
  ])("counts for nothing with %o", (unverified) => {
    expect(roleOf({ email, ...unverified }, boss)).toBe("email_unverified");
  });

  test("what is said of one address does not count for another", () => {
    const custom = { ...boss, claim: "custom.email" };
    expect(roleOf({ email_verified: true, custom: { email } }, custom)).toBe("email_unverified");
    expect(roleOf({ custom: { email, email_verified: true } }, custom)).toBe("admin");
  });

  test("a proxy that lets verified addresses through only may be trusted, but not against its own word", () => {
    expect(roleOf({ email }, { ...boss, trustsEmail: true })).toBe("admin");
    const denied = { email, email_verified: false };
    expect(roleOf(denied, { ...boss, trustsEmail: true })).toBe("email_unverified");
  });

  test("a verified address that is not in the map has no role; groups stay exact", () => {
    expect(roleOf({ email: "x@example.com", email_verified: true }, boss)).toBe("no_role");
    expect(roleOf({ groups: ["boss@example.com"] }, { ...boss, claim: "groups" })).toBe("no_role");
  });

  test("an address alone does not yet tell the role; the provider is asked for more", () => {
    expect(hasRoleClaim({ email }, "email")).toBe(false);
    expect(hasRoleClaim({ email, email_verified: false }, "email")).toBe(true);
    expect(hasRoleClaim({ groups: [] }, "groups")).toBe(true);
    expect(hasRoleClaim({}, "groups")).toBe(false);
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

  test.each([
    undefined,
    7,
    "",
    " ",
    "\u200b",
    "\u2060\u00ad",
    "\u3164",
    "una\u200b",
    "u\u0000na",
    " una",
    "una\u00a0",
    "x".repeat(256),
    "x".repeat(10_000),
  ])("C26: nobody is named by the sub %j", (sub) => {
    expect(personIn({ sub, name: "Una" })).toBeNull();
  });

  test("C26: two long subs with the same beginning stay two people", () => {
    const [one, other] = ["a", "b"].map((end) => personIn({ sub: "x".repeat(254) + end })?.id);
    expect(one).toHaveLength(255);
    expect(one).not.toBe(other);
  });
});
