import type { FieldName } from "./fields.ts";
import { changeOf, type FieldErrors, type FormValues } from "./form-values.ts";

export interface FieldsProps {
  values: FormValues;
  errors: FieldErrors;
  onChange: (patch: Partial<FormValues>) => void;
}

/** What every field has: its value, what is wrong with it, and the change of it with all that goes with the former value. */
export function fieldProps<Name extends FieldName>(
  { values, errors, onChange }: FieldsProps,
  name: Name,
) {
  return {
    value: values[name],
    error: errors[name],
    onChange: (value: FormValues[Name]) => onChange(changeOf(name, value)),
  };
}
