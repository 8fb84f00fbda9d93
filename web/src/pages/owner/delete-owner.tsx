import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import type { OwnerDetail } from "@connect-console/shared/owner";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useDeleteOwner } from "../../api/owner-directory.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useReturnFocus } from "../../ui/return-focus.ts";

/** The dialog behind **Delete owner…**. */
export function DeleteOwner({ owner, onClose }: { owner: OwnerDetail; onClose: () => void }) {
  const navigate = useNavigate();
  const remove = useDeleteOwner(owner.id);
  const close = useReturnFocus(onClose);
  return (
    <Modal
      opened
      onClose={close}
      title="Delete this owner?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          This takes {owner.name} ({owner.id}) out of the console’s directory. Nothing changes at
          StackOne, which is asked first whether it has an account of this owner.
        </Text>
        {remove.error && <ErrorNotice error={remove.error} title="The owner wasn’t deleted" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            color="red"
            data-autofocus
            loading={remove.isPending}
            onClick={() =>
              remove.mutate(undefined, { onSuccess: () => void navigate({ to: "/owners" }) })
            }
          >
            Delete owner
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
