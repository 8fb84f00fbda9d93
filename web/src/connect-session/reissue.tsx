import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import type { ConnectSession, ConnectSessionInput } from "@connect-console/shared/connect-session";
import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { previewQuery, useReissueConnectSession } from "../api/connect-session.ts";
import { createIdempotencyKeys } from "../api/idempotency.ts";
import { ErrorNotice } from "../frame/error-notice.tsx";
import { ExpiresInField } from "./expires-in-field.tsx";

interface Props {
  row: ConnectSession;
  onClose(): void;
  /** `id` is the new link's */
  onReissued(id: string): void | Promise<void>;
}

/** The dialog behind **Re-issue**: the same choices again, with what they will do today. */
export function Reissue({ row, onClose, onReissued }: Props) {
  const [expiresIn, setExpiresIn] = useState(row.expiresIn);
  const [keys] = useState(createIdempotencyKeys);
  const preview = useQuery(previewQuery(inputOf(row, expiresIn)));
  const reissue = useReissueConnectSession(row.id);
  const outcome = preview.data;
  const blocked = outcome?.kind === "blocked";

  async function submit(): Promise<void> {
    if (!outcome || reissue.isPending) return;
    const input = {
      expiresIn,
      expected: { kind: outcome.kind, accountId: outcome.account?.id ?? null },
    };
    try {
      const { connectSession } = await reissue.mutateAsync({
        input,
        idempotencyKey: keys.keyFor(input),
      });
      keys.answered(null);
      onClose();
      await onReissued(connectSession.id);
    } catch (error) {
      keys.answered(error);
      void preview.refetch();
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title="Re-issue this auth link"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm">
          Makes a new link with the same choices. The old one still opens until it expires, because
          StackOne cannot revoke it.
        </Text>
        {preview.error && (
          <ErrorNotice
            error={preview.error}
            title="It cannot be told what it will do"
            onRetry={() => void preview.refetch()}
          />
        )}
        <Text fw={600} mih={44} aria-live="polite">
          {outcome?.sentence ?? (preview.error ? "" : "Working out what the link will do …")}
        </Text>
        {outcome?.reasons.map(({ code, message }) => (
          <Alert key={code} color="red" p="sm">
            {message}
          </Alert>
        ))}
        <ExpiresInField value={expiresIn} onChange={setExpiresIn} />
        {reissue.error && <ErrorNotice error={reissue.error} title="The link was not re-issued" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={reissue.isPending}
            disabled={!outcome || blocked || preview.isPlaceholderData}
            title={blocked ? "Blocked: read the reason above." : undefined}
            onClick={() => void submit()}
          >
            Re-issue auth link
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The choices that made the row, as a request of today. */
function inputOf(row: ConnectSession, expiresIn: number): ConnectSessionInput {
  return {
    ownerId: row.owner.id,
    ...(row.provider !== null && { provider: row.provider }),
    ...(row.categories.length > 0 && { categories: row.categories }),
    ...(row.connectorProfileId !== null && { connectorProfileId: row.connectorProfileId }),
    ...(row.accountId !== null && { accountId: row.accountId }),
    ...(row.multiple && { multiple: true }),
    ...(row.label !== null && { label: row.label }),
    ...(row.username !== null && { username: row.username }),
    type: row.type,
    expiresIn,
  };
}
