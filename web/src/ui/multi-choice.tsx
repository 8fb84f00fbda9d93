import { Input, MultiSelect, type MultiSelectProps } from "@mantine/core";
import { useId } from "react";
import { useHalfTyped } from "./half-typed.ts";

interface Props extends Omit<
  MultiSelectProps,
  "label" | "searchValue" | "onInput" | "onKeyDown" | "onBlur"
> {
  label: string;
  /** the entries of what was typed are still being read */
  searching?: boolean;
}

/** A field that takes several from a list; as with `Choice`, its label belongs to the input alone. */
export function MultiChoice({
  label,
  searching = false,
  onSearchChange,
  onChange,
  ...select
}: Props) {
  const id = useId();
  const labelId = `${id}-label`;
  const typing = useHalfTyped({
    data: select.data ?? [],
    filter: select.filter,
    rest: "",
    picked: select.value ?? [],
    acts: [],
    searching,
    onSearchChange,
    onCleared: undefined,
  });
  return (
    <div>
      <Input.Label id={labelId} htmlFor={id}>
        {label}
      </Input.Label>
      <MultiSelect
        {...select}
        {...(select.searchable && typing.props)}
        id={id}
        aria-label="Choices"
        aria-labelledby={labelId}
        inputWrapperOrder={["input", "description", "error"]}
        comboboxProps={{ withinPortal: false }}
        hidePickedOptions
        // the list itself scrolls, as screen readers expect of a combobox
        withScrollArea={false}
        styles={{
          // beside what was chosen, not on a line of its own
          inputField: { minWidth: 32 },
          options: { maxHeight: 280, overflowY: "auto" },
        }}
        error={typing.error ?? select.error}
        onOptionSubmit={typing.onChosen}
        onChange={(chosen) => {
          if (typing.isChosen()) onChange?.(chosen);
        }}
      />
    </div>
  );
}
