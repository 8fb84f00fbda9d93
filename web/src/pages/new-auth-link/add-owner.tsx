import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { ApiProblem } from "../../api/api-problem.ts";
import { useAddOwner } from "../../api/owner.ts";
import { ErrorNotice } from "../../frame/error-notice.tsx";

interface Props {
  name: string;
  onClose: () => void;
  onAdded: (ownerId: string) => void;
}

/** The dialog behind "Add an owner…". Id and name go to StackOne exactly as typed here, so both are asked for with care. */
export function AddOwner({ name, onClose, onAdded }: Props) {
  const form = useForm({ initialValues: { id: "", name } });
  const addOwner = useAddOwner();

  async function submit(values: { id: string; name: string }): Promise<void> {
    const owner = await addOwner.mutateAsync(values).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.detail.fields) form.setErrors(error.detail.fields);
    });
    if (!owner) return;
    onAdded(owner.id);
    onClose();
  }

  const fields = addOwner.error instanceof ApiProblem && addOwner.error.detail.fields;
  return (
    <Modal
      opened
      onClose={onClose}
      title="Add an owner"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <Text size="sm">
            For a customer without any account yet. StackOne matches id and name exactly, so take
            both from your own system.
          </Text>
          <TextInput label="Id" data-autofocus required {...form.getInputProps("id")} />
          <TextInput label="Name" required {...form.getInputProps("name")} />
          {addOwner.error && !fields && (
            <ErrorNotice error={addOwner.error} title="The owner was not added" />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={addOwner.isPending}>
              Add owner
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
