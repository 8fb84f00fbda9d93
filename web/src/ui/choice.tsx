import {
  getOptionsLockup,
  getParsedComboboxData,
  Input,
  Select,
  type ComboboxData,
  type SelectProps,
} from "@mantine/core";
import { useId, type ReactNode } from "react";
import { useHalfTyped } from "./half-typed.ts";

interface Props extends Omit<
  SelectProps,
  "label" | "data" | "value" | "onChange" | "searchValue" | "onInput" | "onKeyDown" | "onBlur"
> {
  label: string;
  data: ComboboxData;
  value: string | null;
  onChange: (value: string) => void;
  description?: ReactNode;
  /** entries that do something instead of being a value; typing leads to none of them */
  acts?: readonly string[];
  /** the entries of what was typed are still being read */
  searching?: boolean;
  /** the text was deleted; without it the value stays */
  onCleared?: () => void;
}

/**
 * A field with a list to choose from. The label belongs to the input alone: Mantine would name the list by it too, and two
 * things of one name confuse screen readers' element lists. What is half typed: `useHalfTyped`.
 */
export function Choice({
  label,
  onChange,
  acts = [],
  searching = false,
  onCleared,
  onSearchChange,
  ...select
}: Props) {
  const id = useId();
  const labelId = `${id}-label`;
  const { data, value, filter } = select;
  const options = getOptionsLockup(getParsedComboboxData(data));
  const typing = useHalfTyped({
    data,
    filter,
    rest: value === null ? "" : (options[value]?.label ?? ""),
    picked: [],
    acts,
    searching,
    onSearchChange,
    onCleared,
  });
  return (
    <div>
      <Input.Label id={labelId} htmlFor={id}>
        {label}
      </Input.Label>
      <Select
        {...select}
        {...(select.searchable && typing.props)}
        id={id}
        aria-label="Choices"
        aria-labelledby={labelId}
        // in the page's own region, not at the end of the document
        comboboxProps={{ withinPortal: false }}
        allowDeselect={false}
        inputWrapperOrder={["input", "description", "error"]}
        error={typing.error ?? select.error}
        onOptionSubmit={typing.onChosen}
        onChange={(chosen) => {
          if (typing.isChosen()) onChange(chosen ?? "");
        }}
        onFocus={(event) => {
          if (select.searchable) event.currentTarget.select();
        }}
      />
    </div>
  );
}
