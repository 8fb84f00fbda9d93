import fc from "fast-check";
import * as z from "zod/mini";

/** Texts in which a careless server stumbles. */
export const nastyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "",
    " ",
    "\0",
    "%",
    "%00",
    "%zz",
    "'; drop table audit; --",
    "__proto__",
    "constructor",
    "\ud800",
    "\u202e",

    "../../etc/passwd",
    "a".repeat(300),
    "1e309",
    "-1",
    "NaN",
    "9007199254740993",
    "null",
    "[]",
    "{}",
    "*",
    '"',
  ),
);

const anything = fc.oneof(
  nastyText,
  fc.jsonValue({ maxDepth: 2 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
);

const numbers = fc.oneof(
  fc.integer({ min: 0, max: 5000 }),
  fc.double(),
  fc.constantFrom(60, 3600, 2_592_001, -1),
);

/** Values of the shape that a schema describes, and now and then others in their place; what the schema checks beyond the shape is not looked at. */
export function arbitraryOf(
  schema: z.core.$ZodType,
  texts: fc.Arbitrary<string>,
): fc.Arbitrary<unknown> {
  const right = rightOf(schema, texts);
  return fc.oneof({ arbitrary: right, weight: 12 }, { arbitrary: anything, weight: 1 });
}

function rightOf(schema: z.core.$ZodType, texts: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const inner = (part: z.core.$ZodType) => arbitraryOf(part, texts);
  if (def.type === "object") {
    const parts = Object.entries(def.shape);
    const fields = Object.fromEntries(parts.map(([name, part]) => [name, inner(part)]));
    const required = parts.filter(([, part]) => part._zod.optin !== "optional");
    return fc.record(fields, { requiredKeys: required.map(([name]) => name) });
  }
  if (def.type === "string") return texts;
  if (def.type === "number") return numbers;
  if (def.type === "boolean") return fc.boolean();
  if (def.type === "enum") return fc.constantFrom(...Object.values(def.entries));
  if (def.type === "array") return fc.array(inner(def.element), { maxLength: 4 });
  if (def.type === "record") return fc.dictionary(nastyText, inner(def.valueType), { maxKeys: 4 });
  if (def.type === "union") return fc.oneof(...def.options.map(inner));
  if (def.type === "optional" || def.type === "nullable") return inner(def.innerType);
  if (def.type === "pipe") return inner(def.in._zod.def.type === "custom" ? def.out : def.in);
  return fc.oneof(texts, anything);
}
