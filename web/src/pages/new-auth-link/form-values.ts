import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import * as z from "zod/mini";
import { fieldNames, fields, type FieldName, type Fields } from "./fields.ts";

/** What stands in the form. */
export type FormValues = { [Name in FieldName]: z.infer<Fields[Name]["value"]> };
/** What an address can say of the form. */
export type Prefill = { [Name in FieldName]?: z.infer<Fields[Name]["parameter"]> } & z.infer<
  typeof Beside
>;
/** What is wrong with a field, in the server's words. */
export type FieldErrors = { [Name in FieldName]?: string };

/** What an address says beside the fields. */
const Beside = z.object({
  /** what to call an owner that is not known yet */
  ownerName: z.catch(z.optional(z.string()), undefined),
  /** the link that this one repeats was used, and so has predicted */
  duplicates: z.catch(z.optional(z.enum(["create", "depends"])), undefined),
});
const Parameters = z.extend(
  Beside,
  ofEach((name) => fields[name].parameter),
);
const Values = z.object(ofEach((name) => fields[name].value));
const Cured = z.partial(Values);

/** One column of the table. */
function ofEach<Entry>(column: (name: FieldName) => Entry): Record<FieldName, Entry> {
  return Object.fromEntries(fieldNames.map((name) => [name, column(name)])) as Record<
    FieldName,
    Entry
  >;
}

/** `/?ownerId=&provider=&categories=…`: what is not understood is left out, the rest is kept as it stands. */
export function prefillFromSearch(search: Record<string, unknown>): Prefill {
  return Parameters.parse(search) as Prefill;
}

/** `testOnly`: the person may touch test accounts only, so the form starts with that type. */
export function initialValues(prefill: Prefill, { testOnly = false } = {}): FormValues {
  const parameters = { ...prefill, type: prefill.type ?? (testOnly ? "test" : undefined) };
  return ofEach((name) => {
    const { empty, fromParameter } = fields[name];
    const parameter = parameters[name];
    return parameter === undefined ? empty : fromParameter(parameter);
  }) as FormValues;
}

/** What a draft kept; undefined: it is none. */
export function valuesFromDraft(draft: unknown): FormValues | undefined {
  return Values.safeParse(draft).data as FormValues | undefined;
}

/** What a draft may keep: texts that look like a link, a token or a key are left out. */
export function withoutSecrets(values: FormValues): FormValues {
  return ofEach((name) => {
    const value = values[name];
    return fields[name].withoutSecrets?.(value) ?? value;
  }) as FormValues;
}

/** The request: only what was chosen. */
export function inputOf(values: FormValues): ConnectSessionInput {
  const entries = fieldNames.map((name) => [
    name,
    fields[name].toRequest(values[name], values.type),
  ]);
  return Object.fromEntries(
    entries.filter(([, sent]) => sent !== undefined),
  ) as ConnectSessionInput;
}

/** Puts the fields of a cure into the form; null clears a field, a name the form does not have is left alone. */
export function cured(values: FormValues, set: Record<string, unknown>): FormValues {
  const given = Cured.safeParse(
    Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null)),
  );
  return {
    ...values,
    ...emptied(fieldNames.filter((name) => set[name] === null)),
    ...given.data,
  } as FormValues;
}

function emptied(names: FieldName[]): Partial<FormValues> {
  return Object.fromEntries(names.map((name) => [name, fields[name].empty] as const));
}

/** The patch for a new value of one field, with what goes with the former one. */
export function changeOf<Name extends FieldName>(
  name: Name,
  value: FormValues[Name],
): Partial<FormValues> {
  return { ...emptied(fields[name].clears ?? []), [name]: value };
}

/** The messages of an answer, each under the field that its path begins with. */
export function errorsOf(messages: Record<string, string>): FieldErrors {
  const errors: FieldErrors = {};
  for (const [path, message] of Object.entries(messages)) {
    const name = fieldNames.find((each) => path === each || path.startsWith(`${each}.`));
    if (name) errors[name] ??= message;
  }
  return errors;
}
