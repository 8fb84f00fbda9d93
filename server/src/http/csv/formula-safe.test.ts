import fc from "fast-check";
import { expect, test } from "vitest";
import { formulaSafe, fromFormulaSafe } from "./formula-safe.ts";

const unit = fc.constantFrom(
  ..."=+-@＝＋－＠;,\t\r\n'\" a1é|😀".split(/(?:)/u),
  "\u00a0",
  "\u200b",
  "\ufeff",
  "\u202e",
);
const text = fc.string({ unit, maxLength: 30 });

/** How a spreadsheet reads a cell whose file was split at any of these signs; quotes and what cannot be seen are passed over. */
const beginsFormula = (part: string): boolean => /^[\s"\p{Cf}]*[=+\-@＝＋－＠]/u.test(part);

test.each([
  ["=1+1", "'=1+1"],
  ["＝1+1", "'＝1+1"],
  ["a;=1+1;b", "a;'=1+1;b"],
  ["x;=cmd|' /C calc'!A0;y", "x;'=cmd|' /C calc'!A0;y"],
  ["a\t@SUM(A1)", "a\t'@SUM(A1)"],
  ["a; ＋1", "a;' ＋1"],
  ['a;"=1+1"', `a;'"=1+1"`],
  ["a\n-1", "a\n'-1"],
  ["\t=1", "'\t'=1"],
  ["\r=1", "'\r'=1"],
  ["Acme; Inc", "Acme; Inc"],
  ["'s-Hertogenbosch; 's-Gravenhage", "'s-Hertogenbosch; 's-Gravenhage"],
  ["mail@example.com", "mail@example.com"],
  ["2026-05-01T12:00:00Z", "2026-05-01T12:00:00Z"],
])("B23: %j is written as %j", (from, to) => {
  expect(formulaSafe(from)).toBe(to);
  expect(fromFormulaSafe(to)).toBe(from);
});

test("B23: no part of whatever text begins a formula, and all of it comes back", () => {
  fc.assert(
    fc.property(text, (each) => {
      const safe = formulaSafe(each);
      for (const part of safe.split(/[;\t\r\n]/)) expect(beginsFormula(part)).toBe(false);
      expect(/^[\t\r]/.test(safe)).toBe(false);
      expect(fromFormulaSafe(safe)).toBe(each);
    }),
    { numRuns: 2000 },
  );
});
