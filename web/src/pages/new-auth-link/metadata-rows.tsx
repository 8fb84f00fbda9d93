import { Button, CloseButton, Group, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { FormValues } from "./form-values.ts";

const mostKeys = 20;

type Row = FormValues["metadata"][number];

interface Props {
  value: Row[];
  onChange: (rows: Row[]) => void;
  error?: string | undefined;
}

/** **Metadata**: keys that the company's own systems read from the account; folded, because few need it. */
export function MetadataRows({ value, onChange, error }: Props) {
  const [opened, setOpened] = useState(false);
  const rows = value.length > 0 ? value : [{ key: "", value: "" }];

  return (
    <Stack gap="xs">
      <UnstyledButton
        onClick={() => setOpened(!opened)}
        aria-expanded={opened}
        fz="sm"
        fw={500}
        w="fit-content"
      >
        <Group gap={4}>
          {opened ? (
            <IconChevronDown size={16} aria-hidden />
          ) : (
            <IconChevronRight size={16} aria-hidden />
          )}
          <span>Metadata</span>
          {value.length > 0 && !opened && (
            <Text span size="sm" c="dimmed">
              ({value.length})
            </Text>
          )}
        </Group>
      </UnstyledButton>
      {opened && (
        <Stack gap="xs" role="group" aria-label="Metadata">
          {rows.map((row, index) => (
            <MetadataRow
              // rows have no identity but their place
              key={index}
              number={index + 1}
              row={row}
              onChange={(changed) => onChange(rows.with(index, changed))}
              onRemove={() => onChange(rows.toSpliced(index, 1))}
            />
          ))}
          <Button
            variant="default"
            size="compact-sm"
            w="fit-content"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={rows.length >= mostKeys}
            title={rows.length >= mostKeys ? "At most 20 keys" : undefined}
            onClick={() => onChange([...rows, { key: "", value: "" }])}
          >
            Add a key
          </Button>
        </Stack>
      )}
      {error && (
        <Text size="sm" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
    </Stack>
  );
}

interface RowProps {
  /** counted from one, for the names of its parts */
  number: number;
  row: Row;
  onChange: (row: Row) => void;
  onRemove: () => void;
}

function MetadataRow({ number, row, onChange, onRemove }: RowProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        aria-label={`Key ${number}`}
        placeholder="Key"
        flex={1}
        value={row.key}
        onChange={(event) => onChange({ ...row, key: event.currentTarget.value })}
      />
      <TextInput
        aria-label={`Value ${number}`}
        placeholder="Value"
        flex={1}
        value={row.value}
        onChange={(event) => onChange({ ...row, value: event.currentTarget.value })}
      />
      <CloseButton aria-label={`Remove key ${number}`} onClick={onRemove} />
    </Group>
  );
}
