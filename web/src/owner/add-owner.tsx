import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import type { OwnerInput } from "@connect-console/shared/owner";
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { NearEqualNotice } from "./near-equal-notice.tsx";
import { useAddingOwner } from "./use-adding-owner.ts";

interface Props {
  /** what the fields begin with */
  initial: OwnerInput;
  onClose: () => void;
  /** the owner that was added, or the one that was meant */
  onAdded: (ownerId: string) => void;
}

/** The dialog behind "Add an owner…". Id and name go to StackOne exactly as typed here, so both are asked for with care. */
export function AddOwner({ initial, onClose, onAdded }: Props) {
  const { form, submit, nearEqual, isPending, error } = useAddingOwner(initial, done);

  function done(ownerId: string): void {
    onAdded(ownerId);
    onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title="Add an owner"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form
        onSubmit={(event) => {
          // React hands the event on to the form around this dialog, which would make a link
          event.stopPropagation();
          form.onSubmit(submit)(event);
        }}
        noValidate
      >
        <Stack>
          <Text size="sm">
            For a customer without any account yet. StackOne matches id and name exactly, so take
            both from your own system.
          </Text>
          <TextInput label="Id" data-autofocus required {...form.getInputProps("id")} />
          <TextInput label="Name" required {...form.getInputProps("name")} />
          {nearEqual.length > 0 && (
            <NearEqualNotice owners={nearEqual} name={form.values.name} onUse={done} />
          )}
          {error && <ErrorNotice error={error} title="The owner was not added" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              variant={nearEqual.length > 0 ? "default" : "filled"}
              loading={isPending}
            >
              {nearEqual.length > 0 ? "Add it all the same" : "Add owner"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
