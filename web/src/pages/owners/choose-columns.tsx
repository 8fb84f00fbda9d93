import { Checkbox, Group, NativeSelect, Stack, Text } from "@mantine/core";
import type { OwnerFile } from "@connect-console/shared/owner";

/** Which columns of a file hold the IDs and the names, from 1. */
export interface Columns {
  id: number;
  name: number;
  /** the first row names columns and is no owner */
  hasHeader: boolean;
}

interface Props {
  file: NonNullable<OwnerFile["columns"]>;
  /** null until a person has said so */
  chosen: Columns | null;
  onChoose: (columns: Columns) => void;
}

/** Asked where no header of the file says where the IDs and the names are. */
export function ChooseColumns({ file, chosen, onChoose }: Props) {
  const { id, name, hasHeader } = chosen ?? { ...file, hasHeader: false };
  const options = file.titles.map((title, index) => ({
    value: String(index + 1),
    label: `${index + 1}: ${title.trim() || "(empty)"}`,
  }));
  const choose = (columns: Partial<Columns>) => onChoose({ id, name, hasHeader, ...columns });
  return (
    <Stack gap="xs" role="group" aria-label="Columns of the file">
      <Text size="sm">
        {file.hasHeader
          ? "Several columns could be the ID. Choose the ones that StackOne knows:"
          : "We found no header with an ID and a name. Say which columns they are:"}
      </Text>
      <Group>
        <NativeSelect
          label="ID column"
          data={options}
          value={String(id)}
          onChange={(event) => {
            const next = Number(event.currentTarget.value);
            // one column cannot be both: the other one takes what this one leaves
            choose({ id: next, name: next === name ? id : name });
          }}
        />
        <NativeSelect
          label="Name column"
          data={options}
          value={String(name)}
          onChange={(event) => {
            const next = Number(event.currentTarget.value);
            choose({ name: next, id: next === id ? name : id });
          }}
        />
      </Group>
      {!file.hasHeader && (
        <Checkbox
          label="The first row is a header"
          checked={hasHeader}
          onChange={(event) => choose({ hasHeader: event.currentTarget.checked })}
        />
      )}
      <Checkbox
        label="These columns are right"
        checked={chosen !== null}
        onChange={() => choose({})}
      />
    </Stack>
  );
}
