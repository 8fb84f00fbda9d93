import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namesIn, partsOf, unescaped } from "./list-variable.ts";

const escaped = (text: string): string => text.replace(/[,=.\\]/g, "\\$&");

describe("F7: the escape of list variables", () => {
  test.each([
    ["a,b", ["a", "b"]],
    [String.raw`a\,b, c`, ["a,b", "c"]],
    [String.raw`a\\,b`, ["a\\", "b"]],
    [String.raw`CORP\admins,b`, ["CORP\\admins", "b"]],
    [String.raw`cn=Doe\\\, Jo\,ou=x`, [String.raw`cn=Doe\, Jo,ou=x`]],
    ["a,,b", ["a", "", "b"]],
    ["a\\", ["a\\"]],
  ])("%s is %o", (text, parts) => {
    expect(partsOf(text, ",").map(unescaped)).toEqual(parts);
  });

  test.each([
    ["realm_access.roles", ["realm_access", "roles"]],
    [String.raw`https://example\.com/groups`, ["https://example.com/groups"]],
    [String.raw`custom.example\.com/roles.x`, ["custom", "example.com/roles", "x"]],
  ])("the path %s has the names %o", (path, names) => {
    expect(namesIn(path)).toEqual(names);
  });

  test("whatever is escaped comes back, however many parts", () => {
    const text = fc.string({ unit: fc.constantFrom("a", ",", "=", ".", "\\", " ", "é") });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (parts) => {
        const trimmed = parts.map((part) => part.trim());
        expect(namesIn(trimmed.map(escaped).join("."))).toEqual(trimmed);
        expect(partsOf(trimmed.map(escaped).join(","), ",").map(unescaped)).toEqual(trimmed);
      }),
    );
  });
});
