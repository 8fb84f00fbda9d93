import { AccountType, type ConnectSessionInput } from "@connect-console/shared/connect-session";
import { maskSecrets } from "@connect-console/shared/secret-text";
import { looksLikeLink } from "@connect-console/shared/text";
import * as z from "zod/mini";
import { aDay } from "../../connect-session/expiry-presets.ts";

/** What a field is, wherever the form deals with it: empty, in the address, in a draft, in a cure, in the request. */
interface Field<Value, Parameter, Sent> {
  /** what the form holds, a draft keeps, and a cure of the server sets */
  value: z.ZodMiniType<Value>;
  /** the value while nothing is chosen */
  empty: Value;
  /** the parameter of this name in the address; undefined where it is not understood */
  parameter: z.ZodMiniType<Parameter | undefined>;
  fromParameter(parameter: Parameter): Value;
  /** what goes to the server; undefined: nothing was chosen */
  toRequest(value: Value, type: AccountType | ""): Sent | undefined;
  /** what a draft keeps of a value that may have a secret in it */
  withoutSecrets?(value: Value): Value;
  /** fields that were chosen for the former value, and go with it */
  clears?: FieldName[];
}

/** The form has a field for each choice of the request. */
export type FieldName = keyof ConnectSessionInput;

/** Checks one row of the table, and keeps its own types. */
const field = <const Value, const Parameter, const Sent>(each: Field<Value, Parameter, Sent>) =>
  each;

const optional = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.catch(z.optional(schema), undefined);
const list = (parts: (item: string) => string[]) =>
  optional(
    z.pipe(
      z.transform((value: unknown) => [value].flat().flatMap((item) => parts(String(item)))),
      z.array(z.string()),
    ),
  );

/** A text that goes to StackOne byte for byte. */
const id = {
  value: z.string(),
  empty: "",
  parameter: optional(z.string()),
  fromParameter: (text: string) => text,
  toRequest: (text: string) => (text === "" ? undefined : text),
};
/** A text of the person's own words. */
const words = {
  ...id,
  toRequest: (text: string) => (text.trim() === "" ? undefined : text.trim()),
  withoutSecrets: withoutSecret,
};

/** The fields of the form. An empty text means "not chosen"; `expiresIn` null means the preset of the type. */
const table = {
  // the accounts belong to their owner
  ownerId: field({ ...id, toRequest: (text) => text, clears: ["accountId"] }),
  provider: field({ ...id, clears: ["connectorProfileId", "accountId"] }),
  categories: field({
    value: z.array(z.string()),
    empty: [],
    parameter: list((item) => item.split(",")),
    fromParameter: (items) => items.filter((item) => item !== ""),
    toRequest: (items) => (items.length > 0 ? items : undefined),
  }),
  connectorProfileId: field(id),
  accountId: field(id),
  multiple: field({
    value: z.boolean(),
    empty: false,
    parameter: optional(z.enum(["true", "false"])),
    fromParameter: (text) => text === "true",
    toRequest: (chosen) => chosen || undefined,
  }),
  label: field(words),
  username: field(words),
  type: field({
    value: z.enum(["", ...AccountType.options]),
    empty: "",
    parameter: optional(AccountType),
    fromParameter: (type) => type,
    toRequest: (type) => (type === "" ? undefined : type),
  }),
  expiresIn: field({
    value: z.nullable(z.number()),
    empty: null,
    parameter: optional(z.string().check(z.regex(/^\d{1,7}$/))),
    fromParameter: (seconds) => Number(seconds),
    toRequest: (expiresIn, type) => expiresInOf({ expiresIn, type }),
  }),
  metadata: field({
    value: z.array(z.object({ key: z.string(), value: z.string() })),
    empty: [],
    /** `key=value` each, the key as in an address */
    parameter: list((item) => [item]),
    fromParameter: (pairs) => pairs.map(metadataRow),
    toRequest: (rows) => {
      const named = rows.filter(({ key }) => key !== "");
      if (named.length === 0) return undefined;
      return Object.fromEntries(named.map(({ key, value }) => [key, value] as const));
    },
    withoutSecrets: (rows) =>
      rows.map(({ key, value }) => ({
        key: withoutSecret(key),
        // what a key is called may tell that its value is one
        value: withoutSecret(`${key}=${value}`) === "" ? "" : withoutSecret(value),
      })),
  }),
} satisfies {
  [Name in FieldName]-?: Pick<Field<never, never, ConnectSessionInput[Name]>, "toRequest">;
};

export type Fields = typeof table;
/** The table for whoever goes through all fields alike. */
export const fields: Record<FieldName, Field<unknown, unknown, unknown>> = table;
export const fieldNames = Object.keys(fields) as FieldName[];

/** Seconds. 7 days "by mail"; test links are for now: 1 hour. */
export function expiresInOf(values: { expiresIn: number | null; type: AccountType | "" }): number {
  return values.expiresIn ?? (values.type === "test" ? 3_600 : 7 * aDay);
}

function metadataRow(parameter: string): { key: string; value: string } {
  const [key = "", ...value] = parameter.split("=");
  return { key: decoded(key), value: value.join("=") };
}

/** A key that somebody wrote into an address by hand may have a bare per cent sign. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Empty where the text looks like a link, a token or a key. */
function withoutSecret(text: string): string {
  return looksLikeLink(text) || maskSecrets(text) !== text ? "" : text;
}
