import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { useReturnFocus } from "../ui/return-focus.ts";
import { creationFailure } from "./creation-failure.ts";
import { ExpiresInField } from "./expires-in-field.tsx";
import { ReissueOutcome } from "./reissue-outcome.tsx";
import { useReissue } from "./use-reissue.ts";

interface Props {
  row: ConnectSession;
  onClose(): void;
  /** `id` is the new link's */
  onReissued(id: string): void | Promise<void>;
}

/** The dialog behind **Re-issue**: the same choices again, with what they will do today. */
export function Reissue({ row, onClose, onReissued }: Props) {
  const close = useReturnFocus(onClose);
  const { preview, error, refusal, whyNot, ...reissue } = useReissue(row, (id) => {
    onClose();
    return onReissued(id);
  });
  const failure = creationFailure(error, "The link was not re-issued");
  return (
    <Modal
      opened
      onClose={close}
      title="Re-issue this auth link"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm">
          Makes a new link with the same choices. The old one still opens until it expires, because
          StackOne cannot revoke it; the console goes on watching both, and each leads to the other.
        </Text>
        {preview.error && (
          <ErrorNotice
            error={preview.error}
            title="It cannot be told what it will do"
            onRetry={() => void preview.refetch()}
          />
        )}
        <ReissueOutcome
          row={row}
          typed={reissue.typed}
          onTyped={reissue.setTyped}
          outcome={preview.data}
          again={preview.failureCount > 0 && !preview.isError}
          failed={preview.error !== null}
        />
        <ExpiresInField value={reissue.expiresIn} onChange={reissue.setExpiresIn} />
        {refusal !== null && <Text size="sm">{refusal}</Text>}
        {error && (
          <ErrorNotice error={error} title={failure.title}>
            {failure.sentence !== null && <Text size="sm">{failure.sentence}</Text>}
          </ErrorNotice>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            loading={reissue.isPending}
            disabled={whyNot !== null || preview.isPlaceholderData}
            title={whyNot ?? undefined}
            onClick={() => void reissue.submit()}
          >
            Re-issue auth link
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
