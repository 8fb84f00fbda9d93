import { Input, MultiSelect } from "@mantine/core";
import { useId } from "react";

interface Props {
  value: string[];
  onChange: (categories: string[]) => void;
  choices: string[];
  error?: string | undefined;
}

/** **Categories**: narrows what the customer can choose from. */
export function CategoriesField({ value, onChange, choices, error }: Props) {
  const id = useId();
  const labelId = `${id}-label`;
  return (
    <div>
      <Input.Label id={labelId} htmlFor={id}>
        Categories
      </Input.Label>
      <MultiSelect
        id={id}
        aria-label="Choices"
        aria-labelledby={labelId}
        inputWrapperOrder={["input", "description", "error"]}
        placeholder={value.length === 0 ? "All" : undefined}
        comboboxProps={{ withinPortal: false }}
        searchable
        hidePickedOptions
        data={[...new Set([...choices, ...value])]}
        value={value}
        onChange={onChange}
        nothingFoundMessage="No such category here."
        error={error}
      />
    </div>
  );
}
