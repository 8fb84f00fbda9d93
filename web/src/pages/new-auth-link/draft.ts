import { maskSecrets } from "@connect-console/shared/secret-text";
import { looksLikeLink } from "@connect-console/shared/text";
import * as z from "zod/mini";
import type { FormValues } from "./form-values.ts";

const Draft = z.object({
  ownerId: z.string(),
  provider: z.string(),
  categories: z.array(z.string()),
  connectorProfileId: z.string(),
  accountId: z.string(),
  multiple: z.boolean(),
  label: z.string(),
  username: z.string(),
  type: z.enum(["", "production", "test"]),
  expiresIn: z.nullable(z.number()),
  metadata: z.array(z.object({ key: z.string(), value: z.string() })),
});

/** Where a half-filled form waits for its person: in this tab, under its address, and for nobody else who signs in here. */
export interface DraftKey {
  staffId: string;
  /** the prefill of the address, as one text */
  prefill: string;
}
/** Where a browser keeps it; reading the property throws where storage is switched off. */
type Keeper = () => Pick<Storage, "getItem" | "setItem" | "removeItem">;
const ofThisTab: Keeper = () => window.sessionStorage;

const keyOf = ({ staffId, prefill }: DraftKey) => `new-auth-link ${staffId} ${prefill}`;

/** What was filled in before Back or a reload; undefined: nothing, or nothing that can be read. */
export function readDraft(place: DraftKey, keeper: Keeper = ofThisTab): FormValues | undefined {
  try {
    const draft = Draft.safeParse(JSON.parse(keeper().getItem(keyOf(place)) ?? "null"));
    return draft.success ? draft.data : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the form; texts that look like a link, a token or a key are left out. A browser that keeps nothing is no failure. */
export function keepDraft(place: DraftKey, values: FormValues, keeper: Keeper = ofThisTab): void {
  const kept: FormValues = {
    ...values,
    label: withoutSecret(values.label),
    username: withoutSecret(values.username),
    metadata: values.metadata.map(({ key, value }) => ({
      key: withoutSecret(key),
      // what a key is called may tell that its value is one
      value: withoutSecret(`${key}=${value}`) === "" ? "" : withoutSecret(value),
    })),
  };
  try {
    keeper().setItem(keyOf(place), JSON.stringify(kept));
  } catch {
    // full, or switched off
  }
}

/** After the link was created, or when the person begins anew. */
export function forgetDraft(place: DraftKey, keeper: Keeper = ofThisTab): void {
  try {
    keeper().removeItem(keyOf(place));
  } catch {
    // as above
  }
}

function withoutSecret(text: string): string {
  return looksLikeLink(text) || maskSecrets(text) !== text ? "" : text;
}
