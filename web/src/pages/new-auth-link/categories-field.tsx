import { MultiChoice } from "../../ui/multi-choice.tsx";

interface Props {
  value: string[];
  onChange: (categories: string[]) => void;
  choices: string[];
  error?: string | undefined;
}

/** **Categories**: narrows what the customer can choose from. */
export function CategoriesField({ value, onChange, choices, error }: Props) {
  return (
    <MultiChoice
      label="Categories"
      placeholder={value.length === 0 ? "All" : undefined}
      searchable
      data={[...new Set([...choices, ...value])]}
      value={value}
      onChange={onChange}
      nothingFoundMessage="No such category here."
      error={error}
    />
  );
}
