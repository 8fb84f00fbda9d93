import type { ConnectSession } from "@connect-console/shared/connect-session";
import { noteMaxLength } from "@connect-console/shared/note";
import { Button, Group, Paper, Stack, Text, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { useAddNote } from "../../api/ledger.ts";
import { useRefusal } from "../../api/me.ts";
import { ErrorNotice } from "../../frame/error-notice.tsx";

/** A note for colleagues; once kept, it stands in the timeline and is found by the search of the list. */
export function AddNote({ row }: { row: ConnectSession }) {
  const [text, setText] = useState("");
  const add = useAddNote(row.id);
  const refusal = useRefusal("connect_session.note");
  const why = refusal ?? (text.trim() === "" ? "Write something first." : null);
  const left = noteMaxLength - text.length;
  const field = add.error instanceof ApiProblem ? add.error.detail.fields?.text : undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (why === null) add.mutate(text.trim(), { onSuccess: () => setText("") });
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
          error={field && `The note ${field}.`}
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
