import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import {
  confirmedBy,
  openLinkIn,
  whyUnconfirmed,
  type Outcome,
} from "@connect-console/shared/outcome";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { previewReissueQuery, useReissueConnectSession } from "../api/connect-session.ts";
import { createIdempotencyKeys } from "../api/idempotency.ts";
import { useMakeRefusal } from "../api/me.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { useReturnFocus } from "../ui/return-focus.ts";
import { creationFailure } from "./creation-failure.ts";
import { ExpiresInField } from "./expires-in-field.tsx";
import { ReissueOutcome } from "./reissue-outcome.tsx";

interface Props {
  row: ConnectSession;
  onClose(): void;
  /** `id` is the new link's */
  onReissued(id: string): void | Promise<void>;
}

/** The dialog behind **Re-issue**: the same choices again, with what they will do today. */
export function Reissue({ row, onClose, onReissued }: Props) {
  const [expiresIn, setExpiresIn] = useState(row.expiresIn);
  // what was typed to confirm a warning
  const [typed, setTyped] = useState("");
  const [keys] = useState(createIdempotencyKeys);
  const preview = useQuery(previewReissueQuery(row.id, expiresIn));
  const reissue = useReissueConnectSession(row.id);
  const close = useReturnFocus(onClose);
  const failure = creationFailure(reissue.error, "The link was not re-issued");
  const outcome = preview.data;
  const refusal = useMakeRefusal(row.type, outcome);
  const whyNot = refusal ?? whyNotYet(outcome, typed);

  async function submit(): Promise<void> {
    if (!outcome || reissue.isPending) return;
    const confirmed = confirmedBy(outcome, typed);
    const expected = {
      ...(confirmed.length > 0 && { confirmed }),
      kind: outcome.kind,
      accountId: outcome.account?.id ?? null,
      openLink: openLinkIn(outcome),
    };
    const input = { expiresIn, expected };
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
          typed={typed}
          onTyped={setTyped}
          outcome={outcome}
          again={preview.failureCount > 0 && !preview.isError}
          failed={preview.error !== null}
        />
        <ExpiresInField value={expiresIn} onChange={setExpiresIn} />
        {refusal !== null && <Text size="sm">{refusal}</Text>}
        {reissue.error && (
          <ErrorNotice error={reissue.error} title={failure.title}>
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
            onClick={() => void submit()}
          >
            Re-issue auth link
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function whyNotYet(outcome: Outcome | undefined, typed: string): string | null {
  if (!outcome) return "First it must be clear what the link will do.";
  if (outcome.kind === "blocked") return "Blocked: read the reason above.";
  return whyUnconfirmed(outcome, typed);
}
