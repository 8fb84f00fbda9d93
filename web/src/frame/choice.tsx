import { Input, Select, type ComboboxData, type SelectProps } from "@mantine/core";
import { useId, type ReactNode } from "react";

interface Props extends Omit<SelectProps, "label" | "data" | "value" | "onChange"> {
  label: string;
  data: ComboboxData;
  value: string | null;
  onChange: (value: string) => void;
  description?: ReactNode;
}

/**
 * A field with a list to choose from. The label belongs to the input alone: Mantine would name the list by it too, and two
 * things of one name confuse screen readers' element lists.
 */
export function Choice({ label, onChange, ...select }: Props) {
  const id = useId();
  const labelId = `${id}-label`;
  return (
    <div>
      <Input.Label id={labelId} htmlFor={id}>
        {label}
      </Input.Label>
      <Select
        {...select}
        id={id}
        aria-label="Choices"
        aria-labelledby={labelId}
        // in the page's own region, not at the end of the document
        comboboxProps={{ withinPortal: false }}
        allowDeselect={false}
        inputWrapperOrder={["input", "description", "error"]}
        onChange={(value) => onChange(value ?? "")}
        onFocus={(event) => {
          if (select.searchable) event.currentTarget.select();
        }}
      />
    </div>
  );
}
