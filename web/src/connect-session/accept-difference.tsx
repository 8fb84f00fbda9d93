import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/List.css";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import { reachedProduction } from "@connect-console/shared/reached-production";
import { Button, Group, List, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAcceptDifference } from "../api/connect-session.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { useReturnFocus } from "../ui/return-focus.ts";

/** The dialog behind **Accept the difference**, which says what accepting means. */
export function AcceptDifference({ row, onClose }: { row: ConnectSession; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const accept = useAcceptDifference(row.id);
  const close = useReturnFocus(onClose);
  const problems = row.problems.map(({ code }) => code);
  const why = reason.trim() === "" ? {} : { reason: reason.trim() };
  return (
    <Modal
      opened
      onClose={close}
      title="Accept the difference"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <List size="sm">
          {row.problems.map(({ code, message }) => (
            <List.Item key={code}>{message}</List.Item>
          ))}
        </List>
        <Text size="sm">
          Accepting says that the account is right as it is. Nothing changes at StackOne. The link
          then reads Connected and leaves “Needs attention”; what differs stays readable on its
          page, with your name. A new problem is told again.
        </Text>
        {reachedProduction(row) && (
          <Text size="sm" fw={600}>
            First sign in again with the customer. Accept only when the account has the customer’s
            own credentials again.
          </Text>
        )}
        <TextInput
          label="Reason"
          description="For your colleagues; may stay empty"
          data-autofocus
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {accept.error && <ErrorNotice error={accept.error} title="It was not accepted" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            loading={accept.isPending}
            onClick={() => accept.mutate({ problems, ...why }, { onSuccess: onClose })}
          >
            Accept the difference
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
