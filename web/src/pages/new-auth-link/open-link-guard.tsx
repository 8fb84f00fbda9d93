import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import type { Outcome } from "@connect-console/shared/outcome";
import { Button, Modal, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { connectSessionQuery } from "../../api/connect-session.ts";
import { useReissueRefusal } from "../../api/me.ts";
import { Expiry } from "../../connect-session/expiry.tsx";
import { LastChecked } from "../../connect-session/last-checked.tsx";
import { ProgressWord } from "../../connect-session/progress-word.tsx";
import { Reissue } from "../../connect-session/reissue.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useReturnFocus } from "../../ui/return-focus.ts";
import { dateWithZone } from "../../ui/times.ts";

interface Props {
  /** the open link's id */
  id: string;
  /** what the link that was to be made would do */
  outcome: Outcome;
  onClose: () => void;
  onGoOn: () => void;
}

/** Stands between the press and a second link for the same owner and provider: look at the open one, renew it, or go on knowingly. */
export function OpenLinkGuard({ id, outcome, onClose, onGoOn }: Props) {
  const [reissuing, setReissuing] = useState(false);
  const navigate = useNavigate();
  const { data: row, error, refetch } = useQuery(connectSessionQuery(id));
  const close = useReturnFocus(onClose);
  if (reissuing && row)
    return (
      <Reissue
        row={row}
        onClose={close}
        onReissued={(next) => navigate({ to: "/connect-sessions/$id", params: { id: next } })}
      />
    );
  return (
    <Modal
      opened
      onClose={close}
      title="There is an open link already"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        {error && (
          <ErrorNotice
            error={error}
            title="The open link could not be read"
            onRetry={() => void refetch()}
          />
        )}
        {!row && !error && <Skeleton h={96} aria-label="Loading" />}
        {row && <OpenLink row={row} />}
        <Text size="sm">
          With two open links it cannot always be told which one the customer used. Another one:{" "}
          {outcome.sentence}
        </Text>
        {outcome.warnings
          .filter(({ code }) => code === "open_link")
          .map(({ message }) => (
            <Text key={message} size="sm">
              {message}
            </Text>
          ))}
        <Ways id={id} row={row} onReissue={() => setReissuing(true)} onGoOn={onGoOn} />
      </Stack>
    </Modal>
  );
}

function OpenLink({ row }: { row: ConnectSession }) {
  return (
    <Stack gap={4}>
      <ProgressWord row={row} />
      <Text size="sm">
        Made by {row.createdBy.name} on {dateWithZone(row.createdAt)}
        {row.label !== null && `, label “${row.label}”`}
      </Text>
      {row.expiresAt !== null && <Expiry expiresAt={row.expiresAt} urgent={false} />}
      <LastChecked row={row} />
    </Stack>
  );
}

interface WaysProps {
  id: string;
  /** not read yet: undefined */
  row: ConnectSession | undefined;
  onReissue: () => void;
  onGoOn: () => void;
}

/** Use the open link, renew it, or create another one knowingly. */
function Ways({ id, row, onReissue, onGoOn }: WaysProps) {
  const refusal = useReissueRefusal(row ?? { type: "production" });
  const whyNot = refusal ?? (row?.progress === "creating" ? "It is still being created." : null);
  return (
    <Stack gap="xs">
      <Button component={Link} to={`/connect-sessions/${encodeURIComponent(id)}`} data-autofocus>
        Show it
      </Button>
      <Button
        variant="default"
        disabled={!row || whyNot !== null}
        title={whyNot ?? undefined}
        onClick={onReissue}
      >
        Re-issue it
      </Button>
      <Button variant="default" onClick={onGoOn}>
        Create another anyway
      </Button>
    </Stack>
  );
}
