import { noteMaxLength } from "@connect-console/shared/note";
import { Button, Group, Paper, Stack, Text, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import type { UseMutationResult } from "@tanstack/react-query";
import { ApiProblem } from "../api/api-problem.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";

interface Props {
  add: UseMutationResult<unknown, Error, { text: string }>;
  /** why this person may not add one, or null */
  refusal: string | null;
}

/** A note for colleagues; once kept, it stands in the timeline and is found by the search of the list. */
export function AddNote({ add, refusal }: Props) {
  const [text, setText] = useState("");
  const why = refusal ?? (text.trim() === "" ? "Write something first." : null);
  const left = noteMaxLength - text.length;
  const field = add.error instanceof ApiProblem ? add.error.detail.fields?.text : undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (why === null) add.mutate({ text: text.trim() }, { onSuccess: () => setText("") });
  }

  return (
    <Paper component="form" aria-label="Notes" withBorder p="lg" onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          label="Note"
          description="For your colleagues, in the timeline; never sent to the customer"
          autosize
          minRows={2}
          maxRows={12}
          maxLength={noteMaxLength}
          value={text}
          error={field}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {add.error && field === undefined && (
          <ErrorNotice error={add.error} title="The note was not kept" />
        )}
        <Group gap="sm">
          <Button
            type="submit"
            variant="default"
            disabled={why !== null}
            title={why ?? undefined}
            loading={add.isPending}
          >
            Add note
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {refusal ??
              (left < 200
                ? `${left} characters left`
                : add.isSuccess && "The note is in the timeline.")}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}
