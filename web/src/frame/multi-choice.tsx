import { Input, MultiSelect, type MultiSelectProps } from "@mantine/core";
import { useId } from "react";

interface Props extends Omit<MultiSelectProps, "label"> {
  label: string;
}

/** A field that takes several from a list; as with `Choice`, its label belongs to the input alone. */
export function MultiChoice({ label, ...select }: Props) {
  const id = useId();
  const labelId = `${id}-label`;
  return (
    <div>
      <Input.Label id={labelId} htmlFor={id}>
        {label}
      </Input.Label>
      <MultiSelect
        {...select}
        id={id}
        aria-label="Choices"
        aria-labelledby={labelId}
        comboboxProps={{ withinPortal: false }}
        hidePickedOptions
        // the list itself scrolls, as screen readers expect of a combobox
        withScrollArea={false}
        styles={{
          // beside what was chosen, not on a line of its own
          inputField: { minWidth: 32 },
          options: { maxHeight: 280, overflowY: "auto" },
        }}
      />
    </div>
  );
}
