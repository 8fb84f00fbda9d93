import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import { HandOver, ticketMaxLength } from "@connect-console/shared/hand-over";
import { noteMaxLength } from "@connect-console/shared/note";
import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { ApiProblem } from "../api/api-problem.ts";
import { colleaguesQuery } from "../api/hand-over.ts";
import { Choice } from "../ui/choice.tsx";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { useReturnFocus } from "../ui/return-focus.ts";
import { assigneeOptions, nobody } from "./assignee-options.ts";
import type { AssignmentProps } from "./assignment.tsx";

/** The dialog behind **Hand over…**: to whom, and which ticket it belongs to. */
export function HandOverDialog({
  care,
  maker,
  type,
  what,
  handOver,
  onClose,
}: AssignmentProps & { onClose: () => void }) {
  const [assignee, setAssignee] = useState(care.assignee?.id ?? nobody);
  const [ticket, setTicket] = useState(care.ticket ?? "");
  const [note, setNote] = useState("");
  const colleagues = useQuery(colleaguesQuery);
  const close = useReturnFocus(onClose);
  const input = {
    assigneeId: assignee === nobody ? null : assignee,
    ticket: ticket.trim() === "" ? null : ticket,
    ...(note.trim() !== "" && { note }),
  };
  const parsed = HandOver.safeParse(input);
  const fields: { assigneeId?: string; ticket?: string; note?: string } = {
    ...(handOver.error instanceof ApiProblem && handOver.error.detail.fields),
    ...Object.fromEntries(
      parsed.error?.issues.map(({ path, message }) => [String(path[0]), message]) ?? [],
    ),
  };

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (parsed.success) handOver.mutate(input, { onSuccess: close });
  }

  return (
    <Modal
      opened
      onClose={close}
      title={`Hand over this ${what}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Choice
            label="Assignee"
            searchable
            data-autofocus
            // what is longer would be cut off by the dialog
            maxDropdownHeight={150}
            data={assigneeOptions(colleagues.data ?? [], { care, maker, type })}
            value={assignee}
            onChange={setAssignee}
            error={fields.assigneeId}
            description="From now on it is under “Mine” there. Who never signed in here is not in the list."
            nothingFoundMessage="Nobody of this name has signed in here."
          />
          <TextInput
            label="Ticket"
            description="An https address, or the id of a ticket; may stay empty"
            maxLength={ticketMaxLength}
            value={ticket}
            error={fields.ticket && `The ticket ${fields.ticket}.`}
            onChange={(event) => setTicket(event.currentTarget.value)}
          />
          <Textarea
            label="Note"
            description="For the new assignee, who is notified; may stay empty"
            autosize
            maxRows={6}
            maxLength={noteMaxLength}
            value={note}
            error={fields.note && `The note ${fields.note}.`}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {colleagues.error && (
            <ErrorNotice
              error={colleagues.error}
              title="Your colleagues could not be read"
              onRetry={() => void colleagues.refetch()}
            />
          )}
          {handOver.error && Object.keys(fields).length === 0 && (
            <ErrorNotice error={handOver.error} title="It was not handed over" />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={handOver.isPending}
              disabled={!parsed.success}
              title={parsed.success ? undefined : "Correct the marked fields first."}
            >
              Hand over
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
