import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import type { ForeseenDeletion } from "@connect-console/shared/account-deletion";
import type { AccountDetail } from "@connect-console/shared/connect-session";
import { Button, Group, Modal, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { accountName } from "../../account/account-name.ts";
import { EditedBy } from "../../account/edited-by.tsx";
import { verdictWords } from "../../account/verdict-words.ts";
import { deletionPreviewQuery, useDeleteAccount } from "../../api/account-deletion.ts";
import { ApiProblem } from "../../api/api-problem.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useReturnFocus } from "../../ui/return-focus.ts";

interface Props {
  account: AccountDetail;
  onClose: () => void;
}

/** The dialog behind **Delete…**: StackOne is asked first, then the owner's name is typed, and only then it is deleted. */
export function DeleteAccount({ account, onClose }: Props) {
  const preview = useQuery(deletionPreviewQuery([account.id]));
  const close = useReturnFocus(onClose);
  const [item] = preview.data?.items ?? [];
  return (
    <Modal
      opened
      onClose={close}
      title="Delete this account"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {accountName(account)} of {account.owner.name}. StackOne forgets the account with its
          credentials; that cannot be taken back. Only accounts of type test are deleted here.
        </Text>
        {preview.isFetching && <Skeleton h={80} role="status" aria-label="Asking StackOne" />}
        {preview.error && !preview.isFetching && (
          <ErrorNotice
            error={preview.error}
            title="StackOne could not be asked"
            onRetry={() => void preview.refetch()}
          />
        )}
        {item && !preview.isFetching && (
          <Confirmation item={item} account={account} onClose={close} />
        )}
      </Stack>
    </Modal>
  );
}

function Confirmation({ item, account, onClose }: Props & { item: ForeseenDeletion }) {
  const [typed, setTyped] = useState("");
  const deletion = useDeleteAccount(account.id);
  const whyId = useId();
  const { why } = verdictWords(item.verdict);
  const whyNot =
    why ?? (typed.trim() === account.owner.name.trim() ? null : "Type the owner’s name first.");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (whyNot === null) deletion.mutate(undefined, { onSuccess: onClose });
      }}
    >
      <Stack>
        <Text size="sm" fw={600}>
          {why === null
            ? "StackOne was asked just now: it is of type test and will be deleted."
            : `It is not deleted. ${why}`}
        </Text>
        <EditedBy links={item.openConnectSessions} />
        {why === null && (
          <TextInput
            label={`Type the owner’s name to confirm: ${account.owner.name}`}
            data-autofocus
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {deletion.error && <ErrorNotice error={deletion.error} title={titleOf(deletion.error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            color="red"
            disabled={whyNot !== null}
            aria-describedby={whyId}
            loading={deletion.isPending}
          >
            Delete account
          </Button>
        </Group>
        <Text id={whyId} size="xs" c="dimmed">
          {whyNot}
        </Text>
      </Stack>
    </form>
  );
}

function titleOf(error: Error): string {
  return error instanceof ApiProblem && error.detail.deletion === "unknown"
    ? "It is not known whether it was deleted"
    : "The account was not deleted";
}
