import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

const keys = fc.oneof(
  fc.constantFrom(
    "0",
    "9",
    "10",
    "01",
    "-1",
    "1.5",
    "4294967294",
    "4294967295",
    "a",
    "B",
    "é",
    "!",
  ),
  fc.string({ maxLength: 5 }),
);
const { body } = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.array(tie("value"), { maxLength: 4 }),
    tie("body"),
  ),
  body: fc.dictionary(keys, tie("value"), { maxKeys: 6, noNullPrototype: true }),
}));

/** How bodies were written before a library did it; hashes of that are in stores. */
function before(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : part,
  );
}

/** The same JSON with its keys the other way round, at every depth. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, each]) => [key, turned(each)] as const);
  return Object.fromEntries(entries.toReversed());
}

test("a body has the text and the hash that stores hold of it", () => {
  const sent = {
    ownerId: "acme",
    expiresIn: 3600,
    metadata: { team: "HR", "10": "ten", "9": "nine", Region: "é", "01": true, "!": 0.5 },
    categories: ["hris", "ats"],
    label: undefined,
    expected: { kind: "create", accountId: null },
  };
  const text = canonicalJson(sent);
  expect(text).toBe(
    '{"categories":["hris","ats"],"expected":{"accountId":null,"kind":"create"},"expiresIn":3600,"metadata":{"9":"nine","10":"ten","!":0.5,"01":true,"Region":"é","team":"HR"},"ownerId":"acme"}',
  );
  expect(createHash("sha256").update(text).digest("hex")).toBe(
    "9cc00956e768288b3894c685b323309d234c54bf4818fd1cadf66deaf1651b9e",
  );
});

test("every body has the text that it had before, whatever the order of its keys", () => {
  fc.assert(
    fc.property(body, (each) => {
      const text = canonicalJson(each as object);
      expect(text).toBe(before(each));
      expect(canonicalJson(turned(each) as object)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
