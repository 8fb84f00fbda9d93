import { expect, test } from "vitest";
import { cutText, maskSecrets } from "./secret-text.ts";

test.each([
  ["see ..app.stackone.com/x?a=1 now", "see [link] now"],
  ["at app.stackone.com:8443/x", "at [link]"],
  ["(www.acme.example)", "([link]"],
  ["x+abcdefghijklmnopqrst.abcdefghijklmnopqrst", "x+[masked]"],
  ["a.b.c is fine, acme.com too", "a.b.c is fine, acme.com too"],
  ["1two://three", "[link]"],
])("A4: %s is masked as before", (text, masked) => expect(maskSecrets(text)).toBe(masked));

test("A4: a text is cut at a space, so that no half of a secret stays", () => {
  expect(cutText("short", 5)).toBe("short");
  expect(cutText("one two three", 10)).toBe("one two…");
  expect(cutText(`see ${"t".repeat(60)}`, 30)).toBe("see…");
  expect(cutText("x".repeat(50), 10)).toBe(`${"x".repeat(9)}…`);
  expect(cutText("\u{1f600}".repeat(10), 10)).toBe(`${"\u{1f600}".repeat(4)}…`);
});
