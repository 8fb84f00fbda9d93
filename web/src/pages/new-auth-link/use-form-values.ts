import { useEffect, useState } from "react";
import { type DraftKey, forgetDraft, keepDraft, readDraft } from "./draft.ts";
import type { FormValues } from "./form-values.ts";

/** What stands in the form, kept as a draft from the first change on; `initial` is what the address says. */
export function useFormValues(initial: FormValues, draftKey: DraftKey) {
  const [draft] = useState(() => readDraft(draftKey));
  const [values, setValues] = useState(draft ?? initial);
  const [start, setStart] = useState(values);
  const [fromDraft, setFromDraft] = useState(draft !== undefined);
  useEffect(() => {
    if (values !== start) keepDraft(draftKey, values);
  }, [values, start, draftKey]);
  return {
    values,
    change: (patch: Partial<FormValues>) => setValues((before) => ({ ...before, ...patch })),
    /** a draft was brought back, and not cleared since */
    fromDraft,
    clear(): void {
      forgetDraft(draftKey);
      setStart(initial);
      setValues(initial);
      setFromDraft(false);
    },
  };
}
