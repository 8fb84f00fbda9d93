import { zValidator } from "@hono/zod-validator";
import type { ValidationTargets } from "hono";
import * as z from "zod";
import { fillThisIn } from "@connect-console/shared/text";
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

/** Whole sentences for what the schemas themselves say nothing about. */
function messageOf(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && issue.code !== "unrecognized_keys") return fillThisIn;
  if (issue.code === "unrecognized_keys") return "Leave this out. It isn’t known here.";
  if (issue.code === "invalid_value") return `Give one of ${issue.values.map(String).join(", ")}.`;
  if (issue.code === "invalid_type") return `Give a value of type ${issue.expected}.`;
  if (issue.code === "too_small") return `Give at least ${issue.minimum}${unitOf(issue.origin)}.`;
  if (issue.code === "too_big") return `Give at most ${issue.maximum}${unitOf(issue.origin)}.`;
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? otherValue;
  return otherValue;
}

const otherValue = "Give another value. This one isn’t valid.";

function unitOf(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" ? " entries" : "";
}
