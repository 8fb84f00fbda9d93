import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ownerQuery, ownersQuery } from "../api/owner.ts";
import { MultiChoice } from "../ui/multi-choice.tsx";

interface Props {
  value: string[];
  placeholder: string | undefined;
  onChange: (ownerIds: string[]) => void;
}

/** The owners to show, found by name or id. */
export function OwnerFilter({ value, ...field }: Props) {
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery(ownersQuery(q));
  const chosen = useQueries({ queries: value.map((id) => ownerQuery(id)) });
  const names = new Map(value.map((id, index) => [id, chosen[index]?.data?.name ?? id]));
  for (const { id, name } of found.data?.items ?? []) names.set(id, name);
  return (
    <MultiChoice
      {...field}
      label="Owner"
      searchable
      value={value}
      data={[...names].map(([id, name]) => ({ value: id, label: name }))}
      searching={q !== typed.trim() || found.isPlaceholderData}
      onSearchChange={setTyped}
      // the server has searched
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed">
            {option.value}
          </Text>
        </div>
      )}
      nothingFoundMessage={found.isFetching ? "Searching…" : "No owner of this name or id."}
    />
  );
}
