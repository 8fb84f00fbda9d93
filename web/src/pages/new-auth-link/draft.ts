import { valuesFromDraft, withoutSecrets, type FormValues } from "./form-values.ts";

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
export function readDraft(draftKey: DraftKey, keeper: Keeper = ofThisTab): FormValues | undefined {
  try {
    return valuesFromDraft(JSON.parse(keeper().getItem(keyOf(draftKey)) ?? "null"));
  } catch {
    return undefined;
  }
}

/** Keeps the form; texts that look like a link, a token or a key are left out. A browser that keeps nothing is no failure. */
export function keepDraft(
  draftKey: DraftKey,
  values: FormValues,
  keeper: Keeper = ofThisTab,
): void {
  try {
    keeper().setItem(keyOf(draftKey), JSON.stringify(withoutSecrets(values)));
  } catch {
    // full, or switched off
  }
}

/** After the link was created, or when the person begins anew. */
export function forgetDraft(draftKey: DraftKey, keeper: Keeper = ofThisTab): void {
  try {
    keeper().removeItem(keyOf(draftKey));
  } catch {
    // as above
  }
}
