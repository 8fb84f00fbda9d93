import fc from "fast-check";
import { expect, test } from "vitest";
import { linksIn } from "./links-in.ts";

const link = fc
  .tuple(fc.domain(), fc.stringMatching(/^[A-Za-z0-9._~-]{19,60}[A-Za-z0-9_~-]$/))
  .map(([host, token]) => `https://${host}/start?token=${token}`);
const before = fc.constantFrom("", "Hello ", "open:\n", "<", "(", "[here](", '"', "*");
const after = fc.constantFrom("", " ", "\n", ">", ")", '"', ".", ", ", "!", "*", ". Thanks");

test("a link is found whatever stands around it", () => {
  fc.assert(
    fc.property(before, link, after, (start, each, end) => {
      expect(linksIn(start + each + end)).toContain(each);
    }),
  );
});

test("of a text without a link nothing is compared, and of many links only the first ones", () => {
  expect(linksIn("Acme Corp, please call back")).toEqual([]);
  const many = Array.from({ length: 500 }, (_, index) => `https://a.example/${index}`);
  expect(linksIn(many.join(" "))).toHaveLength(10);
});
