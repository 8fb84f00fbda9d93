import fc from "fast-check";
import { expect, test } from "vitest";
import { returnAddress } from "./return-address.ts";

const publicUrl = new URL("https://console.example");

test.each([
  [undefined, "/"],
  ["", "/"],
  ["/", "/"],
  ["/connect-sessions?tab=over", "/connect-sessions?tab=over"],
  ["/owners/a%2Fb?q=%C3%A9#part", "/owners/a%2Fb?q=%C3%A9"],
  ["/a/../accounts", "/accounts"],
  [`/?label=${"x".repeat(2000)}`, "/"],
  ["https://evil.example/", null],
  ["https://console.example/", null],
  ["//evil.example", null],
  ["/\\evil.example", null],
  ["/\t/evil.example", null],
  ["/a/..//evil.example", null],
  ["javascript:alert(1)", null],
  ["connect-sessions", null],
  ["/api/me", null],
  ["/auth/sign-in", null],
  ["/x/../auth/sign-out", null],
])("%s leads to %s", (asked, to) => {
  expect(returnAddress(asked, publicUrl)).toBe(to);
});

test("whatever is asked, a browser stays at the console", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "@",
    ":",
    "%2f",
    "\t",
    "\n",
    "evil.example",
    "?",
    "#",
    "é",
    "http",
    " ",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => `/${pieces.join("")}`),
      ),
      (asked) => {
        const to = returnAddress(asked, publicUrl);
        if (to === null) return;
        expect(new URL(to, publicUrl).origin).toBe(publicUrl.origin);
        expect(to).toMatch(/^\/(?![/\\])/);
      },
    ),
    { numRuns: 5000 },
  );
});
