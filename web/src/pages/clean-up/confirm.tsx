import { Button, Group, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { useRefusal } from "../../api/me.ts";
import { deleteLabel, whyNotYet } from "./clean-up-words.ts";

interface Props {
  /** accounts that will be deleted */
  count: number;
  onConfirm: () => void;
}

/** Typing the number says that it is meant. */
export function Confirm({ count, onConfirm }: Props) {
  const [typed, setTyped] = useState("");
  const whyNot = whyNotYet(count, typed, useRefusal("account.delete_test"));
  const whyId = useId();
  return (
    <Paper
      component="form"
      aria-label="Confirmation"
      withBorder
      p="lg"
      mb="md"
      onSubmit={(event) => {
        event.preventDefault();
        if (whyNot === null) onConfirm();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">
          Nothing was deleted so far. A deleted account cannot be brought back; its customer would
          have to link it anew.
        </Text>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={`Type ${count} to confirm`}
            inputMode="numeric"
            autoComplete="off"
            w={200}
            value={typed}
            disabled={count === 0}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" color="red" disabled={whyNot !== null} aria-describedby={whyId}>
            {deleteLabel(count)}
          </Button>
        </Group>
        <Text id={whyId} size="xs" c="dimmed">
          {whyNot}
        </Text>
      </Stack>
    </Paper>
  );
}
