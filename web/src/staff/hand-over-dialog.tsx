import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import { ticketMaxLength } from "@connect-console/shared/hand-over";
import { noteMaxLength } from "@connect-console/shared/note";
import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { colleaguesQuery } from "../api/hand-over.ts";
import { Choice } from "../ui/choice.tsx";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { useReturnFocus } from "../ui/return-focus.ts";
import { assigneeOptions } from "./assignee-options.ts";
import type { AssignmentProps } from "./assignment.tsx";
import { useHandOverForm } from "./use-hand-over-form.ts";

/** The dialog behind **Hand over…**: to whom, and which ticket it belongs to. */
export function HandOverDialog({ onClose, ...props }: AssignmentProps & { onClose: () => void }) {
  const close = useReturnFocus(onClose);
  const colleagues = useQuery(colleaguesQuery);
  const { assignee, ticket, note, isValid, error, submit } = useHandOverForm(props, close);
  return (
    <Modal
      opened
      onClose={close}
      title={`Hand over this ${props.what}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Choice
            {...assignee}
            label="Assignee"
            searchable
            data-autofocus
            // what is longer would be cut off by the dialog
            maxDropdownHeight={150}
            data={assigneeOptions(colleagues.data ?? [], props)}
            description="From now on it is under “Mine” there. Who never signed in here is not in the list."
            nothingFoundMessage="Nobody of this name has signed in here."
          />
          <TextInput
            {...ticket}
            label="Ticket"
            description="An https address, or the id of a ticket; may stay empty"
            maxLength={ticketMaxLength}
            onChange={(event) => ticket.onChange(event.currentTarget.value)}
          />
          <Textarea
            {...note}
            label="Note"
            description="For the new assignee, who is notified; may stay empty"
            autosize
            maxRows={6}
            maxLength={noteMaxLength}
            onChange={(event) => note.onChange(event.currentTarget.value)}
          />
          {colleagues.error && (
            <ErrorNotice
              error={colleagues.error}
              title="Your colleagues could not be read"
              onRetry={() => void colleagues.refetch()}
            />
          )}
          {error && <ErrorNotice error={error} title="It was not handed over" />}
          <Presses valid={isValid} pending={props.handOver.isPending} onCancel={close} />
        </Stack>
      </form>
    </Modal>
  );
}

interface PressesProps {
  valid: boolean;
  pending: boolean;
  onCancel: () => void;
}

function Presses({ valid, pending, onCancel }: PressesProps) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <Button
        type="submit"
        loading={pending}
        disabled={!valid}
        title={valid ? undefined : "Correct the marked fields first."}
      >
        Hand over
      </Button>
    </Group>
  );
}
