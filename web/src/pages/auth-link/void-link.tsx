import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useVoidConnectSession } from "../../api/connect-session.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useReturnFocus } from "../../ui/return-focus.ts";

/** The dialog behind **Void**, which says what voiding cannot do. */
export function VoidLink({ row, onClose }: { row: ConnectSession; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const voidLink = useVoidConnectSession(row.id);
  const close = useReturnFocus(onClose);
  const submit = () =>
    voidLink.mutate(reason.trim() === "" ? {} : { reason: reason.trim() }, { onSuccess: onClose });
  return (
    <Modal
      opened
      onClose={close}
      title="Void this auth link"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm">
          StackOne cannot revoke a link: whoever has it can still open it until it expires. Voiding
          takes it out of the queues, removes it from the console and goes on watching; if it is
          used after all, it comes back as a problem.
        </Text>
        <TextInput
          label="Reason"
          description="For your colleagues; may stay empty"
          data-autofocus
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {voidLink.error && <ErrorNotice error={voidLink.error} title="The link was not voided" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button color="red" loading={voidLink.isPending} onClick={submit}>
            Void auth link
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
