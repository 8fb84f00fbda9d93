import { zValidator } from "@hono/zod-validator";
import type { ValidationTargets } from "hono";
import * as z from "zod";
import { DomainError } from "../../domain/domain-error.ts";

const targetNames = {
  json: "body",
  query: "query",
  header: "headers",
  param: "path",
  form: "form",
  cookie: "cookies",
};

type Part = "json" | "query" | "header";

const schemas = new WeakMap<object, { target: Part; schema: z.core.$ZodType }>();

/** Parses a part of the request by a schema; what does not fit is `invalid_input` with a message for each field. */
export function valid<Target extends Part, Schema extends z.core.$ZodType>(
  target: Target & keyof ValidationTargets,
  schema: Schema,
) {
  const validator = zValidator(
    target,
    schema,
    (result) => {
      if (!result.success) throw invalidInput(result.error.issues, targetNames[target]);
    },
    // its type cannot be told while the schema is open
    {
      validationFunction: (async (shape: Schema, value: unknown) =>
        z.safeParseAsync(shape, value, { error: messageOf })) as never,
    },
  );
  schemas.set(validator, { target, schema });
  return validator;
}

/** Which part of the request a handler parses, and by which schema; undefined: it is no validator. */
export function validatedBy(
  handler: object,
): { target: Part; schema: z.core.$ZodType } | undefined {
  return schemas.get(handler);
}

/** One message for each path of the input; a key that is not known is named itself. */
function invalidInput(issues: readonly z.core.$ZodIssue[], whole: string): DomainError {
  const fields = new Map<string, string>();
  for (const issue of issues) {
    const keys =
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => [...issue.path, key])
        : [issue.path];
    for (const key of keys) {
      const path = key.join(".") || whole;
      if (!fields.has(path)) fields.set(path, issue.message);
    }
  }
  return new DomainError("invalid_input", "The input does not fit; see the fields.", {
    // a key may be called __proto__
    fields: Object.fromEntries(fields),
  });
}

/** Sentences for what the schemas themselves say nothing about. */
function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "unrecognized_keys") return "is not known";
  if (issue.input === undefined) return "is required";
  if (issue.code === "invalid_value")
    return `must be one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_type") return `must be a ${issue.expected}`;
  return undefined;
}
