import type { AccountType, ConnectSessionInput } from "@connect-console/shared/connect-session";
import * as z from "zod/mini";
import { aDay } from "../../connect-session/expiry-presets.ts";

/** The form. An empty text means "not chosen"; `expiresIn` null means the preset of the type. */
export interface FormValues {
  ownerId: string;
  provider: string;
  categories: string[];
  connectorProfileId: string;
  accountId: string;
  multiple: boolean;
  label: string;
  username: string;
  type: AccountType | "";
  expiresIn: number | null;
  metadata: { key: string; value: string }[];
}

const text = z.catch(z.optional(z.string()), undefined);
const list = (parts: (item: string) => string[]) =>
  z.catch(
    z.optional(
      z.pipe(
        z.transform((value) => [value].flat().flatMap((item) => parts(String(item)))),
        z.array(z.string()),
      ),
    ),
    undefined,
  );
const Prefill = z.object({
  ownerId: text,
  /** what to call an owner that is not known yet */
  ownerName: text,
  provider: text,
  categories: list((item) => item.split(",")),
  connectorProfileId: text,
  accountId: text,
  multiple: z.catch(z.optional(z.enum(["true", "false"])), undefined),
  label: text,
  username: text,
  type: z.catch(z.optional(z.enum(["production", "test"])), undefined),
  expiresIn: z.catch(z.optional(z.string().check(z.regex(/^\d{1,7}$/))), undefined),
  /** `key=value` each, the key as in an address */
  metadata: list((item) => [item]),
  /** the link that this one repeats was used, and so has predicted */
  duplicates: z.catch(z.optional(z.enum(["create", "depends"])), undefined),
});
export type Prefill = z.infer<typeof Prefill>;

/** `/?ownerId=&provider=&categories=…`: what is not understood is left out, the rest is kept as it stands. */
export function prefillFromSearch(search: Record<string, unknown>): Prefill {
  return Prefill.parse(search);
}

/** `testOnly`: the person may touch test accounts only, so the form starts with that type. */
export function initialValues(prefill: Prefill, { testOnly = false } = {}): FormValues {
  return {
    ownerId: prefill.ownerId ?? "",
    provider: prefill.provider ?? "",
    categories: (prefill.categories ?? []).filter((category) => category !== ""),
    connectorProfileId: prefill.connectorProfileId ?? "",
    accountId: prefill.accountId ?? "",
    multiple: prefill.multiple === "true",
    label: prefill.label ?? "",
    username: prefill.username ?? "",
    type: prefill.type ?? (testOnly ? "test" : ""),
    expiresIn: prefill.expiresIn === undefined ? null : Number(prefill.expiresIn),
    metadata: (prefill.metadata ?? []).map(metadataRow),
  };
}

function metadataRow(parameter: string): FormValues["metadata"][number] {
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

/** 7 days "by mail"; test links are for now: 1 hour. */
export function expiresInOf(values: Pick<FormValues, "expiresIn" | "type">): number {
  return values.expiresIn ?? (values.type === "test" ? 3_600 : 7 * aDay);
}

/** The request: only what was chosen. */
export function inputOf(values: FormValues): ConnectSessionInput {
  const { provider, categories, connectorProfileId, accountId, label, username, type } = values;
  const metadata = Object.fromEntries(
    values.metadata.filter(({ key }) => key !== "").map(({ key, value }) => [key, value]),
  );
  return {
    ownerId: values.ownerId,
    ...(provider !== "" && { provider }),
    ...(categories.length > 0 && { categories }),
    ...(connectorProfileId !== "" && { connectorProfileId }),
    ...(accountId !== "" && { accountId }),
    ...(values.multiple && { multiple: true }),
    ...(label.trim() !== "" && { label: label.trim() }),
    ...(username.trim() !== "" && { username: username.trim() }),
    ...(type !== "" && { type }),
    expiresIn: expiresInOf(values),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}

const Cured = z.partial(
  z.object({
    provider: z.string(),
    categories: z.array(z.string()),
    connectorProfileId: z.string(),
    accountId: z.string(),
    ownerId: z.string(),
    multiple: z.boolean(),
    label: z.string(),
    username: z.string(),
    type: z.enum(["production", "test"]),
    expiresIn: z.number(),
  }),
);

/** Puts the fields of a cure into the form; null clears a field, a name the form does not have is left alone. */
export function cured(values: FormValues, set: Record<string, unknown>): FormValues {
  const empty = initialValues({} as Prefill);
  const cleared = Object.fromEntries(
    Object.entries(empty).filter(([name]) => name in set && set[name] === null),
  ) as Partial<FormValues>;
  const given = Cured.safeParse(
    Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null)),
  );
  return { ...values, ...cleared, ...(given.success ? given.data : {}) } as FormValues;
}
